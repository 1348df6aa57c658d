"""Grammalecte answers from a process of its own; without it, or when it hangs, the gate does its work all the same."""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

import pytest

from parvis.gate.check import check
from parvis.gate.tools.grammalecte import VARIABLE, grammar_of_grammalecte
from parvis.gate.tools.process import LineProcess, NoAnswer
from parvis.policy.load import shipped_policy

COUNT = "import sys\nprint('[]', flush=True)\nfor number, line in enumerate(sys.stdin): print(number, flush=True)\n"
MUTE = "import sys, time\nprint('[]', flush=True)\nfor line in sys.stdin: time.sleep(60)\n"
ONCE = "import sys\nprint('[]', flush=True)\nprint(sys.stdin.readline(), end='', flush=True)\n"


def interpreter(folder: Path, answer: object) -> str:
    """A program that stands for the system's Python, and answers the same to every draft."""
    program = folder / "python"
    program.write_text(
        f"#!/bin/sh\necho '[]'\nwhile read line; do echo '{json.dumps(answer)}'; done\n", encoding="utf-8"
    )
    program.chmod(0o755)
    return str(program)


def process(program: str, *, to_answer: float = 5) -> LineProcess:
    return LineProcess((sys.executable, "-c", program), to_start=20, to_answer=to_answer)


def test_its_sure_kinds_become_faults_in_our_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = [[0, 3, "gn", "rule", ["Mes"]], [4, 7, "typo", "rule", ["x"]], [8, 12, "ppas", "rule", ["a", "b"]]]
    monkeypatch.setenv(VARIABLE, interpreter(tmp_path, answer))
    faults, unchecked = grammar_of_grammalecte("Nos mots vont au bureau.")
    assert [(fault.start, fault.end, fault.code, fault.suggestion) for fault in faults] == [
        (0, 3, "grammar", "Mes"),
        (8, 12, "grammar", ""),
    ]
    assert unchecked == ()


@pytest.mark.parametrize(
    "answer", [None, {}, "text", [[0, 999, "gn", "", []]], [["a", 2, "gn", "", []]], [[5, 2, "gn", "", []]]]
)
def test_an_answer_that_makes_no_sense_is_dropped(
    answer: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, interpreter(tmp_path, answer))
    assert grammar_of_grammalecte("Bonjour.") == ((), ())


def test_it_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "no")
    assert grammar_of_grammalecte("Les bureau ferme.") == ((), ())


def test_a_system_without_it_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/nowhere/python3")
    assert check("Merci!", shipped_policy()).unchecked == ()


def test_a_program_that_dies_leaves_the_other_rules_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(program))
    faults = check("Merci de checker.", shipped_policy())
    assert [fault.code for fault in faults.faults] == ["anglicism"]
    assert faults.unchecked[0].startswith("La grammaire n'a pas été relue")


def test_a_very_long_draft_is_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, interpreter(tmp_path, []))
    _, unchecked = grammar_of_grammalecte("Merci. " * 2_000)
    assert "trop long" in unchecked[0]


def test_no_tool_is_asked_when_the_caller_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, interpreter(tmp_path, [[0, 5, "gn", "rule", []]]))
    assert check("Merci!", shipped_policy(), tools=False).ok
    assert not check("Merci!", shipped_policy()).ok


def test_a_process_is_kept_alive_from_one_question_to_the_next() -> None:
    count = process(COUNT)
    assert [count.ask("été"), count.ask("un\ndeux"), count.ask("\ud800")] == [0, 1, 2]
    count.stop()


def test_a_process_that_hangs_is_killed_and_started_again() -> None:
    mute = process(MUTE, to_answer=0.2)
    with pytest.raises(NoAnswer):
        mute.ask("Bonjour")
    with pytest.raises(NoAnswer):
        mute.ask("Bonjour")
    mute.stop()


def test_a_process_that_ended_is_started_again_and_leaves_no_pipe_open() -> None:
    once = process(ONCE)
    for letter in "abcdef":
        assert once.ask(letter) == letter
        time.sleep(0.05)  # as long as it may take to end by itself
    once.stop()
    gc.collect()  # a pipe left open would be said now, and fail this test


def test_a_process_that_reads_no_more_gives_no_answer() -> None:
    deaf = process("import os, time\nos.close(0)\nprint('[]', flush=True)\ntime.sleep(60)\n")
    with pytest.raises(NoAnswer):
        deaf.ask("a")
    deaf.stop()


def test_a_program_that_cannot_start_is_left_alone_for_a_while(tmp_path: Path) -> None:
    absent = LineProcess((str(tmp_path / "absent"),), to_start=1, to_answer=1)
    with pytest.raises(NoAnswer):
        absent.ask("a")
    (tmp_path / "absent").write_text("#!/bin/sh\necho '[]'\ncat\n", encoding="utf-8")
    (tmp_path / "absent").chmod(0o755)
    with pytest.raises(NoAnswer):
        absent.ask("a")
