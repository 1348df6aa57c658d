"""`python -m parvis.sandbox`: the three platforms and their town, for a demo or for training."""

from __future__ import annotations

import argparse
from pathlib import Path

from .server import serve
from .town import PACES


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m parvis.sandbox",
        description="Bac à sable de Parvis : trois plateformes fictives sur 127.0.0.1.",
    )
    parser.add_argument("--port", type=int, default=8010, help="port d’écoute (8010 par défaut)")
    parser.add_argument("--state", type=Path, required=True, help="fichier où tout est conservé")
    parser.add_argument("--pace", choices=sorted(PACES), default="", help="rythme de la ville")
    parser.add_argument("--accounts", type=Path, help="fichier privé où écrire les comptes officiels")
    parser.add_argument("--webhooks", default="", help="adresse du poste de travail, où envoyer les livraisons")
    options = parser.parse_args()
    serve(options.port, options.state, options.pace, options.accounts, options.webhooks)


if __name__ == "__main__":
    main()
