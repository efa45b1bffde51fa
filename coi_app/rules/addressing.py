"""Whether the texts that speak of whoever decides say it to everyone: each leaves a place that is known, and none says *your manager* to all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coi_app.rules.conditions import is_list, is_table
from coi_app.rules.deciders import places_in
from coi_app.rules.written import Finding, Placed, Written, every_table, kind_of

READ_BY_ALL = frozenset({
    "neutrality", "conflict", "stops", "statute", "answers", "mitigations", "links", "rights", "next", "questions", "topics", "contacts", "wording", "conversation", "ladder",
})
"""The kinds of file whose texts are read by people of every role, and which fill in their places."""

_FIXED = frozenset({"id", "search", "source", "version"})
_BRACED = re.compile(r"\{[^{}]*\}")
_AMOUNT = re.compile(r"\{[a-z]+(-[a-z0-9]+)+\}")
_ONE_ROLE = re.compile(r"\byour (own )?manager\b", re.IGNORECASE)


def addressing_findings(written: Written) -> Iterator[Finding]:
    """Everything that would be said to the wrong person: an unknown place, one for some only, or the words of one role."""
    yield from _deciders(written)
    for placed in every_table(written):
        for key, text in _texts(placed):
            yield from _text(placed, key, text)


def places(written: Written) -> int:
    """How many places the texts of the content leave for whoever decides."""
    return sum(len(places_in(text)) for placed in every_table(written) for _, text in _texts(placed))


def _deciders(written: Written) -> Iterator[Finding]:
    *some, everyone = written.every("deciders", "decider")
    if "when" in everyone.table:
        yield everyone.finding("when", "is there on the last, which has to fit everyone that none before it fits")
    role = {question.table["id"] for question in written.every("questions", "question") if question.table["table"] == "role"}
    for decider in some:
        if "when" not in decider.table:
            yield decider.finding("when", "is missing: without it this fits everyone, and those that follow are never read")
        for question in sorted(_questions(decider.table.get("when", {})) - role):
            yield decider.finding("when", f"looks at {question!r}, which is not about the role")


def _questions(condition: object) -> set[str]:
    if is_table(condition):
        named = {str(condition["question"])} if "question" in condition else set[str]()
        return named.union(*(_questions(part) for part in condition.values()))
    return set[str]().union(*(_questions(part) for part in condition)) if is_list(condition) else set()


def _texts(placed: Placed) -> Iterator[tuple[str, str]]:
    for key, value in placed.table.items():
        if key in _FIXED:
            continue
        if isinstance(value, str):
            yield key, value
        elif is_list(value):
            yield from ((f"{key}[{number}]", part) for number, part in enumerate(value, 1) if isinstance(part, str))


def _text(placed: Placed, key: str, text: str) -> Iterator[Finding]:
    kind = kind_of(placed.file)
    filled = kind in READ_BY_ALL
    for brace in _BRACED.findall(text):
        if not places_in(brace) and kind != "wording" and not (kind == "statute" and _AMOUNT.fullmatch(brace)):
            yield placed.finding(key, f"leaves a place {brace} that nothing fills")
        elif places_in(brace) and not filled:
            yield placed.finding(key, f"leaves a place {brace}, and texts of this file are said to everyone alike")
    if kind != "deciders" and _ONE_ROLE.search(text):
        mend = "write {decider}, or {above}" if filled else "say it so that it is true for everyone"
        yield placed.finding(key, f"says “your manager” to everyone, also to those who have none: {mend}")
