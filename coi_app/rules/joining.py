"""Several texts said together: nothing twice, and each in a sentence of its own rather than all in one."""

from __future__ import annotations

import re
from collections.abc import Iterable

_END = re.compile(r"(?<=[.!?])\s+")


def told_whole(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts without those that another says as well: *tell them now* beside *tell them now, and step aside*."""
    each = tuple(dict.fromkeys(texts))
    return tuple(one for one in each if not any(other.startswith((f"{one}, ", f"{one} and ")) for other in each))


def in_sentences(texts: Iterable[str]) -> str:
    """The first as it is, to end a sentence, each further one as a sentence; the last is left open for its full stop."""
    return ". ".join(text if place == 0 else text[:1].upper() + text[1:] for place, text in enumerate(texts))


def said_once(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts without the sentences that an earlier one said; a text keeps at least its first sentence."""
    said: set[str] = set()
    told: list[str] = []
    for text in texts:
        sentences = _END.split(text)
        told.append(" ".join(one for place, one in enumerate(sentences) if place == 0 or one not in said))
        said.update(sentences)
    return tuple(told)
