"""`parvis demo` as a tree of processes: ready soon, mended when a part dies, and gone when it is told to be."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import COMMAND, environment, parvis
from tests.cli.tree import Demo, Visitor, eventually, free_port

pytestmark = [
    pytest.mark.journey,
    pytest.mark.own_database,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked for in /proc"),
]
CHLOE = {"display_name": "Chloé Exemple", "username": "chloe", "password": "une phrase de passe inventée"}
PARTS = ["web", "worker", "poll", "sandbox"]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    demo = Demo(tmp_path / "démo")
    yield demo
    demo.clear()
    assert demo.left() == []


def set_up(demo: Demo) -> Visitor:
    visitor = Visitor(demo.url)
    status, page = visitor.post("/mise-en-service/", CHLOE | {"code": demo.code})
    assert status == 200
    assert "Chloé Exemple" in page
    return visitor


def comments_arrived(demo: Demo) -> bool:
    return demo.count("records_comment") >= 5


def hide_a_comment(demo: Demo, visitor: Visitor) -> str:
    """Remove a comment of Facebook, by hiding it; returns its identifier."""

    def arrived_from_facebook() -> list[tuple[str, str]]:
        return demo.ask(
            "SELECT c.id, r.text FROM records_comment c JOIN records_revision r ON r.comment_id = c.id "
            "WHERE c.platform = 'facebook' AND NOT c.ours AND length(r.text) > 20 LIMIT 1"
        )

    [(pk, text)] = eventually(arrived_from_facebook, within=30)
    pk = f"{pk[:8]}-{pk[8:12]}-{pk[12:16]}-{pk[16:20]}-{pk[20:]}"
    page = f"/commentaires/{pk}/"
    seen = re.search(r'name="seen"[^>]*value="([^"]+)"', visitor.get(page)[1])
    assert seen is not None
    quote = re.split(r"[\r\n]", text)[0]
    form = {"verdict": "remove", "criteria": "abusive", "quotes": quote, "act": "hide", "seen": seen[1]}
    status, said = visitor.post(f"{page}decision/", form, page=page)
    assert status == 200, said
    return pk.replace("-", "")


def test_it_is_ready_soon_and_the_code_it_prints_opens_the_door_once(demo: Demo) -> None:
    assert demo.start() < 20
    assert f"Première visite\u00a0: {demo.url}/mise-en-service/" in demo.said
    assert f"http://127.0.0.1:{demo.sandbox_port}/" in demo.said
    assert re.fullmatch(r"([A-Z0-9]{4}-){2}[A-Z0-9]{4}", demo.code)
    wrong = Visitor(demo.url).post("/mise-en-service/", CHLOE | {"code": "AAAA-AAAA-AAAA"})
    assert wrong[0] == 422
    visitor = set_up(demo)
    assert visitor.get("/equipe/")[0] == 200
    another = CHLOE | {"code": demo.code, "username": "autre"}
    again = visitor.post("/mise-en-service/", another, page="/profil/")
    assert again[0] == 404
    assert demo.count("people_user") == 1
    eventually(lambda: comments_arrived(demo), within=30)
    assert "commentaires/" in visitor.get("/file/?vue=all")[1]
    assert oct((demo.home / "accounts.toml").stat().st_mode & 0o777) == "0o600"
    assert oct((demo.home / "secret.key").stat().st_mode & 0o777) == "0o600"


def test_each_part_that_is_killed_comes_back_and_the_work_goes_on(demo: Demo) -> None:
    demo.start()
    visitor = set_up(demo)
    eventually(lambda: comments_arrived(demo), within=30)
    before = {name: demo.part(name) for name in PARTS}
    assert all(before.values())
    everyone = demo.processes()
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)

    def all_are_back() -> bool:
        now = {name: demo.part(name) for name in PARTS}
        return all(now[name] not in {0, before[name]} for name in PARTS)

    eventually(all_are_back, within=20)
    eventually(lambda: visitor.get("/file/")[0] == 200, within=20)
    hidden = hide_a_comment(demo, visitor)
    eventually(
        lambda: demo.ask(f"SELECT state FROM records_effect WHERE comment_id = '{hidden}'") == [("confirmed",)],
        within=40,
    )
    received = demo.count("records_comment")
    eventually(lambda: demo.count("records_comment") > received, within=60)
    demo.processes()
    # The process under the killed web server, which answered the requests, went with it.
    assert [pid for pid in demo.left() if pid in everyone] == []


def test_asked_to_stop_it_leaves_nothing_behind(demo: Demo) -> None:
    demo.start()
    assert len(demo.processes()) >= 5
    begun = time.monotonic()
    demo.send(signal.SIGTERM)
    assert demo.wait(within=12) == 0
    assert time.monotonic() - begun < 12
    assert demo.left() == []


def test_killed_and_started_again_it_has_lost_nothing(demo: Demo) -> None:
    demo.start()
    visitor = set_up(demo)
    eventually(lambda: comments_arrived(demo), within=30)
    hide_a_comment(demo, visitor)
    demo.send(signal.SIGKILL)
    demo.wait(5)
    eventually(lambda: demo.left() == [], within=6)
    kept = {table: demo.count(table) for table in ("people_user", "records_comment", "moderation_decision")}
    assert kept["people_user"] == kept["moderation_decision"] == 1
    demo.start()
    assert demo.code == ""
    assert "Première visite" not in demo.said
    assert all(demo.count(table) >= number for table, number in kept.items())
    assert visitor.get("/file/")[0] == 200, "the session that was open is open still"
    eventually(lambda: demo.ask("SELECT state FROM records_effect") == [("confirmed",)], within=40)
    demo.send(signal.SIGTERM)
    assert demo.wait(within=12) == 0
    proof = parvis("verify", env={"PARVIS_HOME": str(demo.home)})
    assert proof.status == 0, proof.text


def test_interrupted_from_the_keyboard_it_stops_in_order(demo: Demo) -> None:
    demo.start()
    demo.send(signal.SIGINT)
    assert demo.wait(within=12) == 0
    assert demo.left() == []


@pytest.mark.parametrize("option", ["--port", "--sandbox-port"])
def test_a_taken_port_is_told_with_another_to_use(tmp_path: Path, option: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        other = "--sandbox-port" if option == "--port" else "--port"
        done = parvis("demo", "--home", str(tmp_path / "d"), option, str(port), other, str(free_port()))
    assert (done.status, done.out) == (2, b"")
    assert f"le port {port} est déjà pris" in done.err
    advised = re.search(rf"Choisissez-en un autre\u00a0: {option} (\d+)", done.err)
    assert advised is not None
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", int(advised[1])))
    assert not (tmp_path / "d").exists()


def test_one_port_does_not_serve_twice() -> None:
    port = str(free_port())
    done = parvis("demo", "--port", port, "--sandbox-port", port)
    assert done.status == 2
    assert f"le port {port} est déjà pris" in done.err
    assert "Choisissez-en un autre\u00a0: --sandbox-port" in done.err


def test_an_address_that_is_not_ours_is_told() -> None:
    done = parvis("serve", "--host", "192.0.2.1", "--port", str(free_port()))
    assert done.status == 2
    assert "n'est pas celle de cette machine" in done.err


def test_a_home_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "fichier").touch()
    ports = ["--port", str(free_port()), "--sandbox-port", str(free_port())]
    done = parvis("demo", "--home", str(tmp_path / "fichier" / "démo"), *ports)
    assert (done.status, done.out) == (2, b"")
    assert "ne peut pas servir à la démonstration" in done.err


def test_a_part_run_on_its_own_outlives_the_shell_that_started_it(tmp_path: Path) -> None:
    env = environment(PARVIS_HOME=str(tmp_path), PARVIS_POLL_SECONDS="1")
    assert (
        parvis(
            "user",
            "add",
            "zoe",
            "--name",
            "Zoé Exemple",
            given=b"une phrase de passe longue\n",
            env={"PARVIS_HOME": str(tmp_path)},
        ).status
        == 0
    )
    script = (
        "import subprocess, sys; "
        f"print(subprocess.Popen({[*COMMAND, 'poll']!r}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).pid)"
    )
    shell = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    pid = int(shell.stdout)
    try:
        time.sleep(4)
        assert f"{pid} " in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        os.kill(pid, signal.SIGTERM)
        eventually(lambda: not _lives(pid), within=10)
    finally:
        if _lives(pid):
            os.kill(pid, signal.SIGKILL)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False
