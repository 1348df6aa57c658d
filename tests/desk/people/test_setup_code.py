"""The one-time code: it opens once, to whoever holds it, and cannot be guessed."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.people_of_the_desk import someone

from parvis.desk.people import setup_code
from parvis.desk.people.errors import NoSetUp, TooManyTries, WrongCode
from parvis.desk.people.models import SetUpCode
from parvis.desk.people.setup_code import TRIES, check_code, current_code, use_code

pytestmark = pytest.mark.django_db

WRONG = "AAAA-AAAA-AAAA"


def _code() -> str:
    code = current_code()
    assert code is not None
    return code


def _guess_wrong(times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongCode):
            check_code(WRONG)


def test_a_code_is_easy_to_copy_by_hand() -> None:
    assert re.fullmatch(r"(?:[A-HJ-KM-NP-Z2-9]{4}-){2}[A-HJ-KM-NP-Z2-9]{4}", _code())


def test_only_its_hash_is_kept() -> None:
    code = _code()
    kept = SetUpCode.objects.get().code_hash
    assert code not in kept
    assert code.replace("-", "") not in kept


@pytest.mark.parametrize("spelling", [str.lower, lambda code: code.replace("-", " "), lambda code: f"  {code}\n"])
def test_case_spaces_and_dashes_do_not_count(spelling: Any) -> None:
    assert check_code(spelling(_code()))


def test_a_later_code_makes_the_earlier_one_useless() -> None:
    first, second = _code(), _code()
    with pytest.raises(WrongCode):
        check_code(first)
    assert check_code(second)


def test_there_is_no_code_once_an_administrator_exists() -> None:
    code = _code()
    someone("chloe")
    assert current_code() is None
    with pytest.raises(NoSetUp):
        check_code(code)


def test_a_moderator_alone_does_not_end_the_set_up() -> None:
    someone("alice")
    assert current_code()


def test_without_a_code_nothing_opens() -> None:
    with pytest.raises(WrongCode):
        check_code("")


def test_after_five_wrong_tries_even_the_right_code_waits() -> None:
    code = _code()
    _guess_wrong(TRIES)
    with pytest.raises(TooManyTries) as refusal:
        check_code(code)
    assert refusal.value.minutes == 15


def test_after_the_wait_the_right_code_opens(time_machine: Any) -> None:
    start = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    time_machine.move_to(start)
    code = _code()
    _guess_wrong(TRIES)
    time_machine.move_to(start + dt.timedelta(minutes=16))
    assert check_code(code)


def test_a_right_try_does_not_use_up_the_tries() -> None:
    code = _code()
    for _ in range(TRIES + 1):
        assert check_code(code)


def test_a_code_is_spent_once() -> None:
    row = check_code(_code())
    use_code(row)
    with pytest.raises(NoSetUp):
        use_code(row)


@given(st.text())
@settings(max_examples=200)
def test_whatever_is_typed_can_be_compared(text: str) -> None:
    assert len(setup_code._hash(text)) == 64
