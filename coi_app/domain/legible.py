"""Text that others wrote, made fit to be shown: on one line, with nothing in it that steers what shows it, and not without end."""

import re
import unicodedata

_STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Characters that move a terminal's cursor, turn the direction of reading, or are half of one."""

LONGEST_WORD = 120
LONGEST = 1_500
"""Characters of a word, and of a whole message, beyond which nobody reads on."""


def legible(text: str) -> str:
    """The text on one line, with whatever could steer a terminal written out, such as `\\x1b`."""
    return "".join(_written_out(c) if unicodedata.category(c) in _STEERING else c for c in " ".join(text.split()))


def in_short(text: str) -> str:
    """The text made legible, with words and a whole that are too long cut, and told to be."""
    words = _words_cut(text)
    # A second time, since what is written out is longer than what it stands for.
    return _words_cut(legible(words if len(words) <= LONGEST else _cut(words, LONGEST)))


def _words_cut(text: str) -> str:
    return re.sub(rf"\S{{{LONGEST_WORD},}}", lambda word: _cut(word[0], LONGEST_WORD // 2), text)


def _cut(text: str, most: int) -> str:
    return f"{text[:most]}… ({len(text)} characters)"


def _written_out(character: str) -> str:
    return character.encode("unicode_escape").decode()
