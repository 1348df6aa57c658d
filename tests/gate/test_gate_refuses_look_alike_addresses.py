"""An address that imitates an official one would be asked for what identifies people: it blocks."""

from __future__ import annotations

import pytest

from tests.gate.drafts import found


@pytest.mark.parametrize(
    ("draft", "host"),
    [
        ("Inscrivez-vous sur quebec.ca.exemple.com.", "quebec.ca.exemple.com"),
        ("Inscrivez-vous sur https://quebec-ca.net/emploi.", "quebec-ca.net"),
        ("Inscrivez-vous sur québec-ca.net.", "québec-ca.net"),
        ("Inscrivez-vous sur www.gouv-qc.ca.", "www.gouv-qc.ca"),
        ("Inscrivez-vous sur xn--qubec-csa.com.", "xn--qubec-csa.com"),
        ("Inscrivez-vous sur qu\u0435bec.ca.", "qu\u0435bec.ca"),
        ("Inscrivez-vous sur https://agent@quebecca.info/.", "quebecca.info"),
    ],
)
def test_an_imitation_blocks(draft: str, host: str) -> None:
    assert found(draft, "asks_personal_info") == [host]


@pytest.mark.parametrize(
    "draft",
    [
        "Visitez Québec.ca ou quebec.ca/emploi.",
        "Visitez https://www.quebec.ca et https://www4.gouv.qc.ca/fr.",
        "Visitez www.retraitequebec.gouv.qc.ca et etatcivil.gouv.qc.ca.",
        "Visitez revenuquebec.ca, educaloi.qc.ca et www.canada.ca.",
        "Visitez hydroquebec.com.",
        "Écrivez à info@mess.gouv.qc.ca.",
        "Fin de la phrase.Nous répondons demain. L'art. 15.1 et M. Tremblay.",
    ],
)
def test_official_and_unrelated_addresses_pass(draft: str) -> None:
    assert found(draft, "asks_personal_info") == []
