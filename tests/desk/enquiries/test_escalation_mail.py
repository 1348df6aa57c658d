"""By e-mail: one French letter for all the questions of one threshold, sent until the server takes it, once."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from parvis.connectors.port import Outcome, Refused, Visibility
from parvis.desk.enquiries.actions.answers import send_answer
from parvis.desk.enquiries.actions.closing import close_without_answer
from parvis.desk.enquiries.actions.drafts import Written, save_draft
from parvis.desk.enquiries.escalation import mail
from parvis.desk.enquiries.escalation.queries import troubled_alerts
from parvis.desk.enquiries.escalation.telling import tell_alerts
from parvis.desk.enquiries.models import Alert, Channel, Question
from parvis.desk.people.actors import process
from parvis.desk.records.actions.policies import ensure_policy
from parvis.desk.records.actions.settlements import confirm, fail
from parvis.desk.records.models import AuditEvent, Effect, EffectState
from tests.desk.cast import alice
from tests.desk.enquiries.escalated import alerts, asked_at, at, by_mail, many_asked_at, moment, sweep
from tests.desk.enquiries.post_office import PostOffice, certificate_of_localhost, open_post_office, tls_of
from tests.desk.enquiries.questions import WHEN, asked_on

pytestmark = pytest.mark.django_db
NBSP = "\u00a0"


@pytest.fixture
def office(policy_in_force: Any, settings: Any) -> Iterator[PostOffice]:
    with open_post_office(PostOffice()) as office:
        by_mail(settings, office.port)
        yield office


def words(office: PostOffice) -> list[str]:
    """The text of each letter, its non-breaking spaces shown as spaces."""
    return [str(letter.get_content()).replace(NBSP, " ").replace("\r\n", "\n") for letter in office.letters]


def events(verb: str) -> list[dict[str, Any]]:
    return [json.loads(event.body) for event in AuditEvent.objects.filter(verb=verb).order_by("number")]


def test_a_letter_says_how_many_where_until_when_and_the_way(office: PostOffice) -> None:
    asked_at("mon 10:00", number=1)
    asked_at("mon 09:30", number=2)
    with at("mon 09:45"):
        asked_on("x")
    assert sweep("mon 14:00") == (3, 1)
    [letter] = office.letters
    assert letter["Subject"].strip().replace(NBSP, " ") == "Parvis : 3 questions sans réponse, 50 % du délai écoulé"
    assert words(office) == [
        "Bonjour,\n\n"
        "La moitié du délai est écoulée pour 3 questions sans réponse :\n\n"
        "- Facebook : 2 questions\n- X : 1 question\n\n"
        "Première échéance : le 24 novembre 2026 à 9 h 30.\n\n"
        "Pour y répondre : https://parvis.ministere.exemple/questions/\n\n"
        "Ce message est envoyé automatiquement par Parvis : il est inutile d'y répondre.\n"
    ]
    assert (letter["From"], letter["To"]) == (
        "Parvis <parvis@ministere.exemple>", "moderation@ministere.exemple, garde@ministere.exemple",
    )  # fmt: skip
    assert letter["Auto-Submitted"] == "auto-generated"
    assert (letter.get_content_type(), alerts("email")) == ("text/plain", [(50, "sent")] * 3)


def test_nothing_that_citizens_wrote_or_are_called_leaves(office: PostOffice) -> None:
    asked_at("mon 10:00")
    sweep("mon 14:00")
    whole = office.letters[0].as_string() + json.dumps(events("alert.sent"))
    assert all(theirs not in whole for theirs in (WHEN, "prestation", "Citoyenne", "citizen-1"))


def test_the_journal_keeps_one_event_a_letter(office: PostOffice) -> None:
    questions = many_asked_at("mon 10:00", 3)
    sweep("mon 14:00")
    [event] = AuditEvent.objects.filter(verb="alert.sent")
    assert event.actor == "process:escalation"
    assert events("alert.sent") == [
        {"channel": "email", "share": 50, "questions": sorted(str(question.pk) for question in questions)}
    ]


def test_three_hundred_questions_make_one_letter(office: PostOffice) -> None:
    many_asked_at("mon 10:00", 300)
    assert sweep("mon 14:00") == (300, 1)
    assert sweep("mon 14:01") == (0, 0)
    assert "300 questions sans réponse" in words(office)[0]
    assert len(office.letters) == 1


def test_questions_that_come_one_by_one_share_a_letter_each_quarter_of_an_hour(office: PostOffice) -> None:
    for number in range(1, 11):
        asked_at(f"mon 10:{number:02}", number)
    for minute in range(1, 20):
        sweep(f"mon 14:{minute:02}")
    assert ["1 question sans" in words(office)[0], "9 questions sans" in words(office)[1]] == [True, True]
    assert (len(office.letters), alerts("email")) == (2, [(50, "sent")] * 10)


def test_each_threshold_has_its_letter_at_once(office: PostOffice) -> None:
    asked_at("mon 09:00", number=1)
    asked_at("mon 11:00", number=2)
    assert sweep("mon 15:00") == (2, 2)
    assert [text.splitlines()[2] for text in words(office)] == [
        "Les trois quarts du délai sont écoulés pour 1 question sans réponse :",
        "La moitié du délai est écoulée pour 1 question sans réponse :",
    ]
    sweep("tue 09:00")
    assert "Le délai est dépassé pour 1 question" in words(office)[-2]


def test_without_the_desk_s_address_the_letter_goes_without_a_link(office: PostOffice, settings: Any) -> None:
    settings.DESK_URL = ""
    asked_at("mon 10:00")
    sweep("mon 14:00")
    assert "http" not in words(office)[0]


def test_a_server_that_is_down_is_tried_again_and_told_once(policy_in_force: Any, settings: Any) -> None:
    office = PostOffice()
    with open_post_office(office):
        by_mail(settings, office.port)
    asked_at("mon 10:00", number=1)
    assert sweep("mon 14:00") == (1, 0)
    [trouble] = troubled_alerts()
    assert trouble.said == "Le serveur de courriel est injoignable. Voyez PARVIS_SMTP_HOST."
    assert (trouble.channel, trouble.questions, trouble.given_up) == (Channel.EMAIL, 1, False)
    asked_at("mon 10:01", number=2)
    with open_post_office(office):
        assert sweep("mon 14:00") == (0, 0), "not before thirty seconds"
        assert sweep("mon 14:01") == (1, 1), "what crossed meanwhile goes with it"
        assert sweep("mon 14:20") == (0, 0)
    assert ["2 questions sans" in text for text in words(office)] == [True]
    assert (alerts("email"), troubled_alerts()) == ([(50, "sent")] * 2, [])
    assert len(events("alert.sent")) == 1


def test_the_wait_grows_to_a_quarter_of_an_hour_and_ends_after_a_day(office: PostOffice) -> None:
    office.says["MAIL"] = "451 later"
    asked_at("mon 10:00")
    waits = []
    sweep("mon 14:00")
    for when in ("mon 14:01", "mon 14:05", "mon 14:10", "mon 14:30", "mon 14:50", "mon 15:30"):
        waits.append(Alert.objects.get(channel="email").due_at)
        sweep(when)
    tried = [moment(f"mon 14:{minute:02}") for minute in (0, 1, 5, 10, 30, 50)]
    assert [(wait - last).total_seconds() for wait, last in zip(waits, tried, strict=True)] == [
        30, 60, 120, 240, 480, 900,
    ]  # fmt: skip
    Alert.objects.filter(channel="email").update(raised_at=moment("sun 15:29"))
    sweep("mon 15:46")
    assert alerts("email") == [(50, "given_up")]
    [trouble] = troubled_alerts()
    assert (trouble.given_up, trouble.again_at) == (True, None)
    assert [event["code"] for event in events("alert.given_up")] == ["later"]
    del office.says["MAIL"]
    sweep("mon 16:00")
    assert alerts("email") == [(50, "given_up"), (75, "sent")]
    assert troubled_alerts() == [], "letters leave again"


def test_what_was_answered_before_the_letter_left_makes_it_needless(office: PostOffice) -> None:
    office.says["CONNECT"] = "421 too busy"
    first, second = asked_at("mon 10:00", 1), asked_at("mon 10:00", 2)
    sweep("mon 14:00")
    del office.says["CONNECT"]
    with at("mon 14:01"):
        close_without_answer(actor=alice(), question=first, reason="withdrawn")
    assert sweep("mon 14:02") == (0, 1)
    states = dict(Alert.objects.filter(channel="email").values_list("question", "state"))
    assert states == {first.pk: "needless", second.pk: "sent"}
    assert "1 question sans" in words(office)[0]


def test_where_all_were_answered_no_letter_leaves(office: PostOffice) -> None:
    office.says["CONNECT"] = "421 too busy"
    question = asked_at("mon 10:00")
    sweep("mon 14:00")
    with at("mon 14:01"):
        close_without_answer(actor=alice(), question=question, reason="withdrawn")
    assert troubled_alerts() == []
    assert sweep("mon 14:02") == (0, 0)
    assert (alerts("email"), office.sought) == ([(50, "needless")], 1)


@pytest.mark.parametrize(("taken", "state"), [(True, "needless"), (False, "sent")])
def test_while_an_answer_is_on_its_way_the_letter_waits_for_its_fate(
    office: PostOffice, taken: bool, state: str
) -> None:
    office.says["CONNECT"] = "421 too busy"
    question = asked_at("mon 10:00")
    sweep("mon 14:00")
    del office.says["CONNECT"]
    with at("mon 14:01"):
        draft = save_draft(actor=alice(), question=question, written=Written(text="Bonjour, ce sera mardi."))
        send_answer(actor=alice(), answer=draft)
    assert sweep("mon 14:02") == (0, 0)
    worker, effect = process("worker"), Effect.objects.get()
    with at("mon 14:03"):
        if taken:
            confirm(worker, effect, Outcome(Visibility.PUBLIC, reply_id="r1"))
        else:
            gone = Refused("Facebook ne trouve plus ce commentaire.", code="gone")
            fail(worker, effect, gone, otherwise=EffectState.WANTED, now=effect.wanted_at)
    sweep("mon 14:04")
    assert alerts("email") == [(50, state)]


def test_after_a_long_silence_only_the_last_threshold_is_told(office: PostOffice) -> None:
    office.says["CONNECT"] = "421 too busy"
    asked_at("mon 10:00")
    for when in ("mon 14:00", "mon 16:00", "tue 10:00"):
        sweep(when)
    del office.says["CONNECT"]
    assert sweep("tue 10:30") == (0, 1)
    assert alerts("email") == [(50, "needless"), (75, "needless"), (100, "sent")]


def test_a_worker_that_died_while_sending_is_replaced_after_five_minutes(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_at("mon 10:00")
    with monkeypatch.context() as patched:
        patched.setattr(mail, "EmailBackend", _Dies)
        with pytest.raises(_Dead):
            sweep("mon 14:00")
    assert sweep("mon 14:04") == (0, 0)
    assert sweep("mon 14:05") == (0, 1)


class _Dead(BaseException):
    """As a process that is killed: nothing is told of it."""


class _Dies:
    def __init__(self, **_: Any) -> None:
        raise _Dead


def test_what_is_no_longer_set_up_is_said_rather_than_forgotten(office: PostOffice, settings: Any) -> None:
    asked_at("mon 10:00")
    office.says["CONNECT"] = "421 too busy"
    sweep("mon 14:00")
    settings.ALERT_TO = []
    sweep("mon 14:01")
    assert [trouble.said for trouble in troubled_alerts()] == [
        "Le courriel n'est plus réglé. Voyez PARVIS_SMTP_HOST et PARVIS_ALERT_TO."
    ]


@pytest.mark.parametrize(
    ("says", "changes", "said"),
    [
        ({"CONNECT": "554 no"}, {}, "Le serveur de courriel refuse le message (code 554)."),
        ({"MAIL": "550 no"}, {}, "Le serveur de courriel refuse l'expéditeur. Voyez PARVIS_ALERT_FROM."),
        ({"RCPT": "550 no such person"}, {}, "Le serveur de courriel refuse tous les destinataires. "
         "Voyez PARVIS_ALERT_TO."),
        ({"END": "554 spam"}, {}, "Le serveur de courriel refuse le message (code 554)."),
        ({"MAIL": "451 greylisted"}, {}, "Le serveur de courriel remet le message à plus tard (code 451)."),
        ({"RCPT": "450 greylisted"}, {}, "Le serveur de courriel remet le message à plus tard (code 450)."),
        ({"DATA": "421 closing"}, {}, "Le serveur de courriel remet le message à plus tard (code 421)."),
        ({"CONNECT": "nonsense"}, {}, "Le serveur de courriel s'est tu avant d'avoir pris le message."),
        ({}, {"SMTP_TLS": "starttls"}, "Le serveur de courriel refuse STARTTLS ou l'identification. "
         "Voyez PARVIS_SMTP_TLS."),
        ({}, {"SMTP_TLS": "tls"}, "PARVIS_SMTP_TLS n'est ni starttls, ni ssl, ni none. Corrigez ce réglage."),
        ({}, {"SMTP_USER": "parvis", "SMTP_PASSWORD": "été"}, "Le nom et le mot de passe du serveur de courriel "
         "doivent s'écrire sans accents."),
        ({}, {"ALERT_FROM": ""}, "L'adresse de l'expéditeur manque. Donnez-la dans PARVIS_ALERT_FROM."),
        ({}, {"ALERT_TO": ["deux\nlignes@ministere.exemple"]}, "Une adresse de PARVIS_ALERT_FROM ou de "
         "PARVIS_ALERT_TO est mal écrite."),
        ({}, {"SMTP_USER": "parvis", "SMTP_PASSWORD": "secret"}, "Le serveur de courriel refuse STARTTLS ou "
         "l'identification. Voyez PARVIS_SMTP_TLS."),
    ],
)  # fmt: skip
def test_what_stops_a_letter_is_said_in_french(
    office: PostOffice, settings: Any, says: dict[str, str], changes: dict[str, Any], said: str
) -> None:
    office.says |= says
    for name, value in changes.items():
        setattr(settings, name, value)
    asked_at("mon 10:00")
    assert sweep("mon 14:00") == (1, 0)
    assert ([trouble.said for trouble in troubled_alerts()], office.letters) == ([said], [])


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_one_letter(settings: Any) -> None:
    ensure_policy(actor=process("tests"))
    many_asked_at("mon 10:00", 5)
    start, left = threading.Barrier(2), []

    def work() -> None:
        start.wait()
        try:
            left.append(tell_alerts())
        finally:
            connection.close()

    with open_post_office(PostOffice()) as office:
        by_mail(settings, office.port)
        office.says["CONNECT"] = "421 too busy"
        sweep("mon 14:00")
        office.says.clear()
        with at("mon 14:01"):
            threads = [threading.Thread(target=work) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert sum(left) == len(office.letters) == 1
    assert Question.objects.count() == Alert.objects.filter(channel="email", state="sent").count() == 5


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate_of_localhost(tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize("protection", ["starttls", "ssl"])
def test_the_password_and_the_letter_travel_protected(
    policy_in_force: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, certificate: Path, protection: str
) -> None:
    guarded = PostOffice(login="parvis:secret-invente", tls=tls_of(certificate), tls_at_once=protection == "ssl")
    with open_post_office(guarded) as office:
        by_mail(settings, office.port)
        settings.SMTP_TLS, settings.SMTP_USER, settings.SMTP_PASSWORD = protection, "parvis", "mauvais"
        asked_at("mon 10:00")
        sweep("mon 14:00")
        assert [trouble.said for trouble in troubled_alerts()] == [
            "La connexion au serveur de courriel ne peut être protégée. Voyez son certificat."
        ], "a certificate that nobody vouches for"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        sweep("mon 14:01")
        assert [trouble.said for trouble in troubled_alerts()] == [
            "Le serveur de courriel refuse le nom ou le mot de passe. Voyez PARVIS_SMTP_USER et le mot de passe."
        ]
        settings.SMTP_PASSWORD = "secret-invente"
        sweep("mon 14:05")
        assert (alerts("email"), len(office.letters)) == ([(50, "sent")], 1)
    assert {said for said in office.heard if said.startswith("clear")} <= {"clear EHLO", "clear STARTTLS", "clear QUIT"}
