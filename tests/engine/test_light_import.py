"""Importing the engine costs little, opens no socket and loads neither Django nor the heavy tables."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("django", "eldc", "phonenumbers", "numpy")
SCRIPT = f"""
import socket, sys
def refuse(*a, **k): raise AssertionError("the engine opened a socket")
import parvis.engine.assess
loaded = [name for name in {HEAVY!r} if name in sys.modules]
assert not loaded, loaded
socket.socket = refuse
from parvis.engine.findings import Comment
from parvis.policy.load import shipped_policy
policy = shipped_policy()
parvis.engine.assess.assess(Comment("1", "Appelez-moi au 418 555-0134, bande de caves"), policy)
assert "django" not in sys.modules
print("light")
"""


def test_the_engine_loads_lightly_and_answers() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "light", done.stderr
