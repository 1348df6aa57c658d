"""What values of Arrow weigh once they are Python's, told before they are: one text may stand a million times.

Texts are given in dictionaries: each is there once, and everywhere else by its number.
"""

from __future__ import annotations

from typing import Any

_EACH = 8  # bytes of a number, or of the place of a text


def weight(array: Any) -> int:
    """Bytes, as if no text were shared."""
    import pyarrow as pa
    import pyarrow.compute as compute

    kind = array.type
    if pa.types.is_dictionary(kind):
        each = compute.binary_length(array.dictionary)
        return _EACH * len(array) + int(compute.sum(each.take(array.indices)).as_py() or 0)
    if pa.types.is_struct(kind):
        return sum(weight(part) for part in array.flatten())
    if pa.types.is_map(kind):
        begins, ends = array.offsets[0].as_py(), array.offsets[-1].as_py()
        return sum(weight(part.slice(begins, ends - begins)) for part in (array.keys, array.items))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        return _EACH * len(array) + weight(array.flatten())
    return max(_EACH * len(array), int(array.nbytes))
