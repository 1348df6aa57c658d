"""Importing the engine costs little, opens no socket and loads neither Django nor the heavy tables."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("django", "eldc", "phonenumbers", "numpy")
SCRIPT = f"""
import socket, sys, time
def refuse(*a, **k): raise AssertionError("the engine opened a socket")
import parvis.engine.assess
loaded = [name for name in {HEAVY!r} if name in sys.modules]
assert not loaded, loaded
socket.socket = refuse
from parvis.engine.findings import Comment
from parvis.policy.load import shipped_policy
policy = shipped_policy()
start = time.process_time()
parvis.engine.assess.assess(Comment("1", "Appelez-moi au 418 555-0134, bande de caves"), policy)
assert time.process_time() - start < 1, "the first answer is slow"
assert "django" not in sys.modules
print("light")
"""


def test_the_engine_loads_lightly_and_answers_within_a_second() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "light", done.stderr
