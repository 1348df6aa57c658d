"""`parvis assess`: comments in, judgements out; every bad line told, none in silence."""

from __future__ import annotations

import csv
import json
import subprocess
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from tests.cli.command import COMMAND, Done, asked, environment, parvis

NAS = b'{"id":"1","text":"Mon NAS est 046 454 286, rappelez-moi"}\n'
CIVIL = {"id": "poli", "text": "Je ne suis pas d'accord avec cette mesure."}


def lines(*rows: Any) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def assess(given: bytes, *options: str) -> Done:
    return asked("assess", "-", *options, given=given)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "entrée.jsonl").write_bytes(NAS + lines(CIVIL))
    return tmp_path


def test_a_social_insurance_number_is_found_with_its_exact_place() -> None:
    done = parvis("assess", "-", given=NAS)
    [row] = done.rows
    assert (done.status, done.err) == (0, "")
    assert row["disposition"] == "remove"
    assert row["findings"][0]["criterion"] == "personal_info"
    assert row["findings"][0]["spans"] == [[12, 23]]
    assert row["pii"] == [{"start": 12, "end": 23, "type": "sin"}]
    assert list(row) == [
        "id",
        "disposition",
        "findings",
        "language",
        "is_question",
        "stance",
        "pii",
        "policy",
        "engine",
    ]


def test_what_is_answered_and_said_before_is_read_when_it_is_given() -> None:
    given = CIVIL | {"post": "Le bureau ouvre lundi.", "platform": "x", "thread": ["Ah bon?", 3]}
    odd = CIVIL | {"post": 3, "platform": None, "thread": "fil"}
    done = assess(lines(given, odd))
    assert [row["disposition"] for row in done.rows] == ["keep", "keep"]
    assert done.status == 0


def test_two_processes_answer_as_one_does_in_the_same_order() -> None:
    given = lines(
        *({"id": str(n), "text": f"Commentaire {n}, bande de caves" if n % 3 else "Merci"} for n in range(700))
    )
    alone, together = parvis("assess", "-", given=given), parvis("assess", "-", "--jobs", "2", given=given)
    assert together.out == alone.out
    assert [row["id"] for row in alone.rows] == [str(n) for n in range(700)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"Bonjour", "ce n'est pas du JSON"),
        (b'{"id":"1","text":"coup', "ce n'est pas du JSON"),
        (b'["texte"]', "ce n'est pas un objet JSON"),
        (b"null", "ce n'est pas un objet JSON"),
        (b'{"id":"1"}', "il manque « text »"),
        (b'{"id":"1","text":null}', "il manque « text »"),
        (b'{"id":["1"],"text":"Bonjour"}', "« id » n'est ni un texte ni un nombre"),
        (b'{"id":"1","text":"caf\xe9"}', "elle n'est pas en UTF-8"),
        (b"\xff\xfe\x00", "elle n'est pas en UTF-8"),
        (b"[" * 100_000, "ce JSON est démesuré"),
        (b'{"text":"a","id":' + b"9" * 5000 + b"}", "ce JSON est démesuré"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_others_are_judged(line: bytes, told: str) -> None:
    done = assess(NAS + line + b"\n" + lines(CIVIL))
    assert done.status == 1
    assert [row["id"] for row in done.rows] == ["1", "poli"]
    assert done.err.startswith("ligne 2\u00a0: ")
    assert told.replace("« ", "«\u00a0").replace(" »", "\u00a0»") in done.err
    assert done.err.count("\n") == 1


def test_blank_lines_are_no_rows_and_still_count_in_the_numbers() -> None:
    done = assess(b"\n  \r\n" + NAS + b"\n[]\n\n")
    assert len(done.rows) == 1
    assert done.err.startswith("ligne 5")
    assert assess(NAS + b"\n\n").status == 0


def test_nothing_in_gives_nothing_out() -> None:
    assert assess(b"") == Done(0, b"", "")


def test_only_a_line_feed_ends_a_line() -> None:
    text = "un\u2028deux\u2029trois\x85quatre\x0bcinq\rsix"
    raw = json.dumps({"id": text, "text": text}, ensure_ascii=False).replace("\\u000b", "\x0b")
    done = assess(raw.replace("\r", "\\r").replace("\x0b", "\\u000b").encode())
    assert done.status == 0
    assert [row["id"] for row in done.rows] == [text]


def test_a_lone_surrogate_is_judged_and_written_as_valid_json() -> None:
    done = assess(b'{"id":"\\ud83d","text":"coup\\u00e9 \\ud83d net"}\n')
    assert done.status == 0
    assert done.out.isascii()
    assert done.rows[0]["id"] == "\ud83d"


def test_a_very_long_text_is_judged_like_any_other() -> None:
    done = assess(lines({"id": "long", "text": "é" * 100_000}, CIVIL))
    assert (done.status, [row["id"] for row in done.rows]) == (0, ["long", "poli"])


def test_a_row_without_an_id_goes_by_its_line_number() -> None:
    done = assess(lines({"text": "Bonjour"}, {"id": None, "text": "Bonjour"}, {"id": 7.0, "text": "Bonjour"}))
    assert [row["id"] for row in done.rows] == ["1", "2", "7.0"]


def test_the_mark_that_some_editors_put_first_is_no_fault() -> None:
    assert assess(b"\xef\xbb\xbf" + NAS).rows[0]["disposition"] == "remove"


@pytest.mark.parametrize("beside", [b"", b"\nceci n'est pas du JSON\n ", b"\n" * 300])
def test_each_answer_leaves_before_the_next_question(beside: bytes) -> None:
    with subprocess.Popen(
        [*COMMAND, "assess", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(lines({"id": str(number), "text": "Bonjour"}) + beside)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == str(number)
        process.stdin.close()
    assert process.returncode == (1 if beside.strip() else 0)


@pytest.mark.parametrize("options", ["", "--jobs 2"])
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path, options: str) -> None:
    many = tmp_path / "beaucoup.jsonl"
    many.write_bytes(b"".join(lines({"id": str(n), "text": "Bonjour"}) for n in range(5000)))
    command = f"'{COMMAND[0]}' -m parvis.cli assess '{many}' {options} | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60, env=environment(), check=False)
    assert json.loads(done.stdout)["id"] == "0"
    assert done.stderr == b""


def test_output_is_utf_8_whatever_the_terminal_speaks() -> None:
    done = parvis("assess", "-", given=lines({"id": "é", "text": "Bonjour"}), env={"PYTHONIOENCODING": "ascii"})
    assert done.out.startswith('{"id": "é"'.encode())


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_a_file_of_each_kind_is_written_and_says_the_same(folder: Path, suffix: str) -> None:
    out = folder / f"sortie.{suffix}"
    done = asked("assess", str(folder / "entrée.jsonl"), "-o", str(out))
    assert done == Done(0, b"", "")
    expected = assess((folder / "entrée.jsonl").read_bytes()).rows
    assert _read(out) == expected


def _read(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".parquet":
        rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
        return rows
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return [{key: _cell(key, value) for key, value in row.items()} for row in csv.DictReader(file)]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _cell(key: str, value: str) -> Any:
    return json.loads(value) if key in {"findings", "pii", "is_question"} else value


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_the_same_comments_in_any_kind_of_file_are_judged_alike(folder: Path, suffix: str) -> None:
    source = folder / f"source.{suffix.upper() if suffix == 'csv' else suffix}"
    rows = [json.loads(NAS), CIVIL, {"id": "3", "text": 'deux\nlignes, et des « guillemets "droits" »'}]
    if suffix == "parquet":
        parquet.write_table(pa.Table.from_pylist(rows), source)
    elif suffix == "csv":
        with source.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, ["id", "text"])
            writer.writeheader()
            writer.writerows(rows)
    else:
        source.write_bytes(lines(*rows))
    assert asked("assess", str(source)).rows == assess(lines(*rows)).rows


def test_in_a_csv_file_a_bad_row_is_told_with_its_line(tmp_path: Path) -> None:
    source = tmp_path / "lignes.csv"
    source.write_bytes(b'id,text\n1,caf\xe9\n2,"deux\nlignes"\n3\n4,bon,de trop\n5,re\rtour\n6,bon\n')
    done = asked("assess", str(source))
    assert done.status == 1
    assert [row["id"] for row in done.rows] == ["2", "4", "6"]
    told = [line.replace("\u00a0", " ").partition(";")[0] for line in done.err.splitlines()]
    assert told == [
        "ligne 2 : elle n'est pas en UTF-8",
        "ligne 5 : il manque « text », un texte",
        "ligne 7 : ce n'est pas une ligne de CSV",
    ]


@pytest.mark.parametrize("content", [b"", b"id,text\n", b"\xef\xbb\xbfid,text\r\n"])
@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_a_table_without_rows_gives_one_without_rows(tmp_path: Path, content: bytes, suffix: str) -> None:
    source, out = tmp_path / "vide.csv", tmp_path / f"sortie.{suffix}"
    source.write_bytes(content)
    assert asked("assess", str(source), "-o", str(out)) == Done(0, b"", "")
    assert _read(out) == []
    if suffix == "parquet":
        assert parquet.read_table(out).column_names[:2] == ["id", "disposition"]


def test_in_a_parquet_file_a_row_without_a_text_is_told(tmp_path: Path) -> None:
    source, out = tmp_path / "lignes.parquet", tmp_path / "sortie.parquet"
    parquet.write_table(pa.table({"id": [1, 2, 3], "text": ["Bonjour", None, "Merci"]}), source)
    done = asked("assess", str(source), "-o", str(out))
    assert done.status == 1
    assert done.err.startswith("ligne 2\u00a0: il manque")
    assert [row["id"] for row in _read(out)] == ["1", "3"]


def test_lone_surrogates_do_not_stop_a_parquet_file_nor_a_csv_file(tmp_path: Path) -> None:
    for suffix in ("parquet", "csv"):
        out = tmp_path / f"sortie.{suffix}"
        assert assess(b'{"id":"a\\udc00","text":"x"}\n', "-o", str(out)).status == 0
        assert _read(out)[0]["id"] == "a\\udc00"


@pytest.mark.parametrize("name", ["absent.jsonl", "absent.csv", "absent.parquet", "dossier", "dossier.csv"])
def test_an_input_that_does_not_open_is_a_wrong_command_line(tmp_path: Path, name: str) -> None:
    for folder in ("dossier", "dossier.csv"):
        (tmp_path / folder).mkdir()
    done = asked("assess", str(tmp_path / name), "-o", str(tmp_path / "sortie.jsonl"))
    assert done.status == 2
    assert "ne s'ouvre pas" in done.err
    assert ("il n'existe pas" in done.err) is name.startswith("absent")
    assert ("c'est un dossier" in done.err) is name.startswith("dossier")
    assert not (tmp_path / "sortie.jsonl").exists()


@pytest.mark.parametrize("content", [b"", b"PAR1", b"pas du Parquet", b"PAR1" + b"x" * 100 + b"PAR1"])
def test_a_file_that_is_not_parquet_is_told_as_such(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "faux.parquet"
    source.write_bytes(content)
    done = asked("assess", str(source))
    assert done.status == 2
    assert "ce n'est pas du Parquet, ou il est endommagé" in done.err


def test_a_damaged_parquet_file_is_told_as_such(tmp_path: Path) -> None:
    source = tmp_path / "abîmé.parquet"
    parquet.write_table(pa.table({"id": ["1"] * 500, "text": [f"Bonjour {n}" for n in range(500)]}), source)
    content = bytearray(source.read_bytes())
    content[60:400] = b"\xff" * 340
    source.write_bytes(content)
    done = asked("assess", str(source))
    assert done.status == 2
    assert "endommagé" in done.err


@pytest.mark.parametrize("name", ["absent/sortie.jsonl", "absent/sortie.csv", "absent/sortie.parquet", "dossier.csv"])
def test_an_output_that_cannot_be_written_is_a_wrong_command_line(folder: Path, name: str) -> None:
    (folder / "dossier.csv").mkdir()
    done = asked("assess", str(folder / "entrée.jsonl"), "-o", str(folder / name))
    assert (done.status, done.out) == (2, b"")
    assert "ne peut pas être écrit" in done.err
    assert ("son dossier n'existe pas" in done.err) is name.startswith("absent")


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_a_full_disk_is_told(folder: Path, suffix: str) -> None:
    full = folder / f"plein.{suffix}"
    full.symlink_to("/dev/full")
    done = asked("assess", str(folder / "entrée.jsonl"), "-o", str(full))
    assert done.status == 2
    assert "le disque est plein" in done.err


def test_the_input_is_never_overwritten(folder: Path) -> None:
    source = folder / "entrée.jsonl"
    (folder / "lien.jsonl").symlink_to(source)
    for target in (source, folder / "lien.jsonl"):
        done = asked("assess", str(source), "-o", str(target))
        assert done.status == 2
        assert "est aussi le fichier à lire" in done.err
    assert source.read_bytes() == NAS + lines(CIVIL)


def test_the_policy_given_is_the_one_applied(tmp_path: Path) -> None:
    from parvis.policy.load import policy_source

    mine = tmp_path / "ma-politique.toml"
    mine.write_text(policy_source().replace('id = "mess-2013"', 'id = "essai"'), encoding="utf-8")
    assert assess(NAS, "--policy", str(mine)).rows[0]["policy"].startswith("essai@")


def test_a_faulty_policy_is_shown_at_its_place_and_nothing_is_judged(tmp_path: Path) -> None:
    faulty = tmp_path / "fautive.toml"
    faulty.write_text('id = "essai\n', encoding="utf-8")
    done = assess(NAS, "--policy", str(faulty))
    assert (done.status, done.out) == (1, b"")
    assert f"{faulty}:1:" in done.err
    assert "^" in done.err
    assert "astuce" in done.err


def test_the_gate_says_what_is_wrong_with_a_draft() -> None:
    done = asked("gate", "-", given=lines({"id": "1", "text": "Bonjour, donnez-nous votre NAS."}, CIVIL))
    assert done.status == 0
    assert [row["ok"] for row in done.rows] == [False, True]
    assert set(done.rows[0]["faults"][0]) == {"code", "start", "end", "message", "suggestion"}
