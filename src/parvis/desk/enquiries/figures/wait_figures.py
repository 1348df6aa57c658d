"""The figures of waiting: delays of answers, how questions ended, what is open now, and what is not counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from parvis.web.french_dates import NBSP

from .charts import Bar, Tone, Words, lines
from .counts import LeftOut, Number
from .report import Report
from .tables import Drawing, Figure, Table, table
from .verdicts import Clock, Verdict
from .wording import AGES, DELAYS, ENDINGS, LEFT, SEE_TABLE, amount, counted, ending, left_out, length, share

_NOTHING_OPEN = "Aucune question n’attend de réponse."


def answer_delays(report: Report) -> Figure:
    told = report.delays
    about = "Le temps écoulé de l’arrivée d’une question à sa réponse, jour et nuit, pour les réponses de la période."
    return _classes(
        "attente", "Temps d’attente des réponses", f"{about}{_centiles(report)}", "Temps d’attente", "Réponses",
        list(zip(DELAYS, told.classes, strict=True)), "Aucune réponse n’a été publiée dans cette période.",
    )  # fmt: skip


def _centiles(report: Report) -> str:
    """The median and the ninetieth centile, to be read aloud."""
    median, ninetieth = (length(lasted) for lasted in (report.delays.median, report.delays.ninetieth))
    if not report.delays.total:
        return ""
    return f" La moitié des réponses sont venues en {median} ou moins; neuf sur dix, en {ninetieth} ou moins."


def closed(report: Report) -> Figure:
    """Every way of ending, in the order of the list, then the reasons that a person gave."""
    kinds = [(str(state), "") for state in ENDINGS]
    kinds += sorted(kind for kind in report.endings if kind not in kinds)
    named = [(ending(*kind), report.endings.get(kind, 0)) for kind in kinds]
    about = "Les questions fermées dans la période, selon ce qu’elles sont devenues."
    nothing = "Aucune question n’a été fermée dans cette période."
    return _classes("issues", "Ce que sont devenues les questions", about, "Issue", "Questions", named, nothing)


def open_by_age(report: Report) -> Figure:
    named = list(zip(AGES, report.waiting.ages, strict=True))
    about = "Les questions à répondre maintenant, quelle que soit la période, selon leur arrivée."
    return _classes("age", "Questions ouvertes, selon leur âge", about, "Arrivée", "Questions", named, _NOTHING_OPEN)


def open_by_time_left(report: Report) -> Figure:
    named = list(zip(LEFT, report.waiting.left, strict=True))
    about = "Les mêmes, selon le temps qu’il reste jusqu’à leur échéance en jours ouvrables."
    return _classes(
        "reste", "Questions ouvertes, selon l’échéance", about, "Échéance", "Questions", named, _NOTHING_OPEN
    )


def not_counted(report: Report, clocks: Mapping[Clock, str]) -> Table:
    """What the rates leave aside, and how much of it was closed after its deadline."""
    order = list(Verdict)
    rows = sorted(report.rates.left_out.items(), key=lambda item: (order.index(item[0].verdict), item[0].reason))
    head = ("Raison", *(clocks[clock] for clock in Clock))
    return table("Questions non comptées, et pourquoi", head, (_left_out(why, numbers) for why, numbers in rows))


def _left_out(why: LeftOut, numbers: Mapping[Clock, Number]) -> tuple[str, ...]:
    return left_out(why), *(_number(why, numbers[clock]) for clock in Clock)


def _number(why: LeftOut, number: Number) -> str:
    late = why.verdict == Verdict.NO_ANSWER and number.closed_late
    return f"{amount(number.questions)}, dont {amount(late)} après l’échéance" if late else amount(number.questions)


def _classes(
    identifier: str, heading: str, about: str, column: str, counts: str, named: Sequence[tuple[str, int]], nothing: str
) -> Figure:
    whole = sum(number for _, number in named)
    most = max((number for _, number in named), default=0)
    commonest = next((label for label, number in named if number == most), "")
    words = Words(
        identifier, heading, f"Le plus souvent{NBSP}: {commonest}, {counted(most, counts[:-1].lower())}. {SEE_TABLE}"
    )
    bars = [
        Bar(label, f"{amount(number)} ({share(number, whole)})", ((number, Tone.PLAIN),)) for label, number in named
    ]
    return Figure(
        identifier=identifier,
        heading=heading,
        about=about,
        drawings=(Drawing(lines(bars, words, most)),) if whole else (),
        legend="",
        table=table(heading, (column, counts, "Part"), _rows(named, whole)),
        export="questions",
        nothing=nothing,
        folded=True,
    )


def _rows(named: Iterable[tuple[str, int]], whole: int) -> Iterable[tuple[str, ...]]:
    return ((label, amount(number), share(number, whole)) for label, number in named)
