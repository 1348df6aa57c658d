"""What no rule of language or typography reads: addresses, mentions, hashtags, telephone numbers, faces.

Patterns are bounded: every text is read in time proportional to its length.
"""

from __future__ import annotations

import re

_TOP = r"(?:com|ca|org|net|quebec|info|gov|gouv|fr|io|be|tv|app|example|test)"
ADDRESS = re.compile(
    r"https?://\S{1,2000}|www\.\S{1,500}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
    rf"|(?<![\w.@-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,5}}\.{_TOP}(?![\w-])(?::\d{{1,5}})?(?:/[^\s»)]{{0,500}})?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<!\w)[@#][\w.-]{0,199}\w")
_PHONE = re.compile(r"(?<![\w$])(?:1[ \u00a0.-]?)?(?:\(\d{3}\)|\d{3})[ \u00a0.-]\d{3}[ \u00a0.-]\d{4}(?!\d)")
# Eyes, a nose or none, a mouth, apart from the words: « ;-) », « :) », « <3 ».
_FACE = re.compile(r"(?:(?<=\s)|^)(?:[:;=8xX]['’]?-?[)(DPpOo3/|*\]\[]{1,3}|<3+|\^_?\^)(?=\s|$|[.,!?])", re.MULTILINE)
_TRAILING = ".,;:!?…»)"

FILL = "\ue000"
"""What stands in a text for each character that rules do not read."""


def without_addresses(draft: str) -> str:
    """Return the draft, as long as before, its addresses, handles, numbers and faces filled with `FILL`."""
    for pattern in (ADDRESS, _HANDLE, _PHONE, _FACE):
        draft = pattern.sub(_filled, draft)
    return draft


def _filled(match: re.Match[str]) -> str:
    """The full stop that ends a sentence after an address is not part of it. A face is: « :) »."""
    found = match.group()
    kept = 0
    if match.re is not _FACE:
        kept = len(found) - len(found.rstrip(_TRAILING))
    return FILL * (len(found) - kept) + found[len(found) - kept :]
