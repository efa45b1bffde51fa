"""What an agency's text would take away: any form of a ban on what is everyone's right, however friendly it is put."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from coi_app.rules.agency_forms import AFTER, BEFORE, EVEN_SO, FREES, IN_ONE_FORM, MYSELF, plain_words, spelt_out

APART = 9
"""How many words may stand between a form of ban and what it bans."""


@dataclass(frozen=True)
class Freedom:
    """Something that everyone is free to do, in the words in which it is said, and how to mend a text that takes it away.

    What is `always` free cannot be limited for anyone; the others can, by a rule that holds for some roles alone.
    """

    title: str
    words: tuple[str, ...]
    unless: tuple[str, ...]
    mend: str
    always: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of its words, as texts are compared."""
        return re.compile(rf"\b(?:{'|'.join(map(_worded, sorted(self.words, key=len, reverse=True)))})\b")

    @cached_property
    def elsewhere(self) -> re.Pattern[str] | None:
        """Where one of its words means something else."""
        return re.compile(rf"\b(?:{'|'.join(map(_worded, self.unless))})\b") if self.unless else None


def _worded(word: str) -> str:
    return re.escape(plain_words(word.removesuffix("*"))) + (r"\w*" if word.endswith("*") else "")


def banned(words: str, freedoms: Iterable[Freedom], *, for_some_roles: bool = False) -> Iterator[tuple[str, Freedom]]:
    """The parts of a text that would take something away that everyone is free to do, each with what that is.

    Of what a rule for some roles says, only what is `always` free is looked at.
    """
    looked_at = tuple(freedom for freedom in freedoms if freedom.always or not for_some_roles)
    for sentence in re.split(r"[.!?;\n]+(?:\s+|$)", words):
        # A question takes nothing away; that of an agency's own is looked at for what it asks.
        said = spelt_out(sentence)
        if not MYSELF.match(said):
            yield from _in(said, looked_at)


def _in(said: str, freedoms: tuple[Freedom, ...]) -> Iterator[tuple[str, Freedom]]:
    before, after = tuple(BEFORE.finditer(said)), tuple(AFTER.finditer(said))
    if not before and not after:
        return
    for freedom in freedoms:
        meant = freedom.elsewhere.sub(lambda found: "-" * len(found[0]), said) if freedom.elsewhere else said
        for free in freedom.pattern.finditer(meant):
            pairs = (*((form, free) for form in before), *((free, form) for form in after))
            parts = (said[first.start() : max(first.end(), second.end())] for first, second in pairs if _belong_together(said, first, second) and _takes_away(said, first, second))
            part = next(parts, "")
            if part:
                yield part.replace(" ,", ","), freedom
                break


def _belong_together(said: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return first.start() <= second.start() and len(said[first.end() : second.start()].split()) <= APART


def _takes_away(said: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether nothing around it frees somebody, or leaves the right as it is by asking for another form of it."""
    around = _clause(said, first.start(), max(first.end(), second.end()))
    return not FREES.search(around) and (not IN_ONE_FORM.search(around) or bool(EVEN_SO.search(around)))


def _clause(said: str, start: int, end: int) -> str:
    """A part with what is said around it, up to where another thing is forbidden."""
    before, after = said.rfind(" , ", 0, start) + 1, said.find(" , ", end)
    begins = before if BEFORE.search(said[:before]) else 0
    ends = after if after >= 0 and BEFORE.search(said[after:]) else len(said)
    return said[begins:ends]
