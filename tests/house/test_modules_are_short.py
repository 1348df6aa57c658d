"""Short modules with plain names: what keeps the house readable is measured, not hoped for."""

from __future__ import annotations

from statistics import median

from tests.house.tree import ROOT, lines, modules

TYPICAL, LONGEST = 80, 400
# Names that say nothing of what lives inside, and so gather everything.
SHAPELESS = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}


def test_no_module_is_longer_than_400_lines() -> None:
    offenders = {str(path.relative_to(ROOT)): size for path in modules() if (size := len(lines(path))) > LONGEST}
    assert offenders == {}


def test_half_of_the_modules_are_under_80_lines() -> None:
    # An empty __init__.py is a folder's name and not a module: counting it would flatter the figure.
    sizes = {str(path.relative_to(ROOT)): size for path in modules() if (size := len(lines(path)))}
    longest = sorted(sizes.items(), key=lambda item: -item[1])[:15]
    assert median(sizes.values()) < TYPICAL, f"split some of the longest: {longest}"


def test_no_module_has_a_name_that_says_nothing() -> None:
    shapeless = [str(path.relative_to(ROOT)) for path in modules() if SHAPELESS & {path.stem, *path.parts}]
    assert shapeless == []


def test_every_module_says_in_its_first_line_what_lives_there() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in modules()
        if (text := lines(path)) and not text[0].startswith(('"""', 'r"""'))
    ]
    assert silent == []
