"""The language of a comment, or "und" when there is not enough to tell."""

from __future__ import annotations

import json

import pytest

from parvis.engine.text.language import identify
from tests.shared_files import shared_path


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Je ne comprends pas votre lettre.", "fr"),
        ("chu tanné d'attendre pis y répondent pas", "fr"),
        ("slt c koi le num stp jcomprend rien", "fr"),
        ("ça marche-tu?", "fr"),
        ("LE SITE NE FONCTIONNE PAS", "fr"),
        ("Merci beaucoup!", "fr"),
        ("@mess #polqc Je suis découragée https://exemple.com/page", "fr"),
        ("How do I apply for this program?", "en"),
        ("Gracias por su ayuda con mi solicitud", "es"),
        ("مرحبا كيف حالك اليوم", "ar"),
        (
            "J'ai appelé hier. Nobody answers the phone and they don't call back. C'est pas normal pour le monde.",
            "mixed",
        ),
        ("", "und"),
        ("😀👏", "und"),
        ("ok", "und"),
        ("Bonjour", "und"),
        ("https://exemple.com/page @quelquun #polqc", "und"),
        ("asdkjh qwlkjzx zxcmnb", "und"),
        ("\ud800\x00", "und"),
    ],
)
def test_the_language_of_a_comment(text: str, language: str) -> None:
    assert identify(text) == language


def test_citizens_who_write_to_public_services_in_french_are_read_as_french() -> None:
    lines = shared_path("data/services_publics_plus/dev.jsonl").read_text(encoding="utf-8").strip().split("\n")
    texts = [json.loads(line)["text"] for line in lines]
    assert sum(identify(text) == "fr" for text in texts) >= 0.99 * len(texts)
