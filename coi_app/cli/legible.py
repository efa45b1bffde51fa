"""Text that others wrote, made fit to be shown in a terminal."""

import unicodedata

_STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Characters that move a terminal's cursor, turn the direction of reading, or are half of one."""


def legible(text: str) -> str:
    """The text on one line, with whatever could steer a terminal written out, such as `\\x1b`."""
    return "".join(_written_out(c) if unicodedata.category(c) in _STEERING else c for c in " ".join(text.split()))


def _written_out(character: str) -> str:
    return character.encode("unicode_escape").decode()
