"""`parvis policy`: the written policy, checked like a program, and read."""

from __future__ import annotations

from pathlib import Path

from parvis.policy.load import policy_source, shipped_policy
from tests.cli.command import asked, parvis


def written(folder: Path, *changes: tuple[str, str]) -> Path:
    text = policy_source()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path = folder / "politique.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_policy_is_counted(tmp_path: Path) -> None:
    expected = f"{shipped_policy().version}\u00a0: 8 clauses, 13 critères. Tout est bon.\n"
    for arguments in ([], [str(written(tmp_path))]):
        done = asked("policy", "check", *arguments)
        assert (done.status, done.err) == (0, "")
        assert "critères. Tout est bon.\n" in done.text
        assert done.text.split("\u00a0")[0] == expected.split("\u00a0")[0]


def test_each_fault_is_shown_at_its_place_with_a_hint(tmp_path: Path) -> None:
    path = written(tmp_path, ('automation = "propose"', 'automation = "effacer"'), ("clock_hours", "clock_hour"))
    number = 1 + path.read_text(encoding="utf-8").split('automation = "effacer"')[0].count("\n")
    done = asked("policy", "check", str(path))
    assert (done.status, done.out) == (1, b"")
    blocks = done.err.strip("\n").split("\n\n")
    assert len(blocks) >= 2
    first = next(block for block in blocks if "effacer" in block).split("\n")
    assert first[0].startswith(f"{path}:{number}:")
    assert "erreur" in first[0]
    assert first[2].index("^") == first[1].index('"effacer"')
    assert first[3].strip().startswith("astuce")


def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path: Path) -> None:
    for path, told in ((tmp_path / "absente.toml", "n'existe pas"), (tmp_path, "dossier")):
        for command in ("check", "show"):
            done = asked("policy", command, str(path))
            assert (done.status, done.out) == (1, b"")
            assert told in done.err
            assert "astuce" in done.err


def test_the_policy_is_shown_whole() -> None:
    done = parvis("policy", "show", env={"COLUMNS": "200"})
    policy = shipped_policy()
    said = " ".join(done.text.split())
    assert done.status == 0
    for clause in policy.clauses:
        assert " ".join(clause.text.split()) in said
    for criterion in policy.criteria:
        assert criterion.code.value in said
        assert " ".join(criterion.name.split()) in said


def test_brackets_in_a_policy_are_shown_as_they_are_written(tmp_path: Path) -> None:
    title = shipped_policy().title
    path = written(tmp_path, (f'title = "{title}"', 'title = "Règles [bold]vertes[/nope] [/]"'))
    done = parvis("policy", "show", str(path), env={"COLUMNS": "200"})
    assert done.status == 0
    assert "Règles [bold]vertes[/nope] [/]" in done.text
