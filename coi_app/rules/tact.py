"""What nobody is asked, in any text of the content: party, candidate, vote, belief, origin or union."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from coi_app.rules.written import CONDITIONS, Finding, Placed, Written, below

ASKS = re.compile(
    r"\b(which|what) (political )?(party|candidate|union|church|iwi)\b"
    r"|\bwho(m)? (do|did|will|would|should) (you|they) (vote|support|give)"
    r"|\bhow (do|did|will|would) (you|they) vote\b"
    r"|\b(your|their) (religion|faith|beliefs?|church|ethnicity|whakapapa|iwi|hapū|vote|politics|political views?)\b"
    r"|\b(union|party) member\b|\bmember of (a|the|your) (union|party)\b",
    re.IGNORECASE,
)
"""How such a question sounds. A sentence that says what is not asked may sound like it."""

_DENIES = re.compile(r"\b(not|nobody|never|no one)\b", re.IGNORECASE)
_ASKING = ("questions", "conversation", "mitigations", "next", "answers", "stops", "ladder")
_NAMES = ("id", "do_not_ask", "source", *CONDITIONS)


def asks_nobody(written: Written) -> Iterator[Finding]:
    """Every text of the content that asks what nobody is asked."""
    for kind in _ASKING:
        for whole in written.of(kind):
            for placed in below(whole):
                yield from (placed.finding(name, "asks about a party, a candidate, a vote, a belief, an origin or a union") for name, text in _texts(placed) if asks(text))


def _texts(placed: Placed) -> Iterator[tuple[str, str]]:
    for name, value in placed.table.items():
        if name not in _NAMES:
            values = cast("list[object]", value) if isinstance(value, list) else [value]
            yield from ((name, text) for text in values if isinstance(text, str))


def asks(text: str) -> bool:
    """Whether a sentence of the text asks; one that says what is not asked does not."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return any(ASKS.search(sentence) and (sentence.endswith("?") or not _DENIES.search(sentence)) for sentence in sentences)
