"""Why a message did not leave."""

from __future__ import annotations


class NotTold(Exception):
    """What stopped it, as a French sentence for the desk, without any address in full, secret or words of a server."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(said)
        self.code = code
