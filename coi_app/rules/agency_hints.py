"""What an agency's text hints at: a ban that is not said, or a protected question that is not put. Families of words, which stand in a file of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from coi_app.rules.agency_bans import Freedom
from coi_app.rules.agency_forms import FREES, IN_ONE_FORM, MYSELF, plain_words, spelt_out
from coi_app.rules.reading import Table

FREEDOMS = "freedoms"
ACTS = "acts"
FREED = "freed"
APART = 4
"""How many words a `…` stands for, at most."""

SHORTEST = 7
"""The fewest words that make a whole sentence."""

_BUT = re.compile(r"\b(?:but|yet|though|however|just remember|still ,)\b")


@dataclass(frozen=True)
class Wordlist:
    """Words that do the same in a hint. `*` is any ending of a word, `…` are some words between."""

    words: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the words, as texts are compared."""
        return re.compile(rf"\b(?:{'|'.join(map(_worded, sorted(self.words, key=len, reverse=True)))})(?![\w'])")


@dataclass(frozen=True)
class Family:
    """Hints that work in the same way: what they hint at, the lists they need and those they are not found with, and how to mend the text."""

    title: str
    mend: str
    needs: tuple[str, ...]
    not_with: tuple[str, ...]
    unless: tuple[str, ...]
    asks: bool
    even_so: bool
    whole: bool

    @cached_property
    def elsewhere(self) -> re.Pattern[str] | None:
        """Where its words mean something else."""
        return Wordlist(self.unless).pattern if self.unless else None

    @property
    def says(self) -> str:
        """What such a part of a text does."""
        return f"asks {self.title}" if self.asks else f"hints {self.title}"


@dataclass(frozen=True)
class Hints:
    """The lists of words and the families that put them together."""

    lists: Mapping[str, Wordlist]
    families: tuple[Family, ...]


def hints_of(table: Table) -> Hints:
    """The hints in a table; ContentError where a family needs a list that is not there."""
    words = table.table("words")
    lists = {name: Wordlist(words.texts(name)) for name in words.names()}
    words.finish()
    return Hints(lists, tuple(_family(part, lists) for part in table.tables("family")))


def _family(t: Table, lists: Mapping[str, Wordlist]) -> Family:
    t.text("id")
    found = Family(t.text("title"), t.text("mend"), t.texts("needs"), t.texts("not_with", ()), t.texts("unless", ()), t.flag("asks", default=False), t.flag("even_so", default=False), t.flag("whole", default=False))
    t.finish()
    for name in (*found.needs, *found.not_with):
        if name != FREEDOMS and name not in lists:
            raise t.fail("needs", f"names {name!r}, and there is no such list of words")
    return found


def hinted(words: str, hints: Hints, freedoms: tuple[Freedom, ...], *, asking: bool = True, for_some_roles: bool = False) -> Iterator[tuple[str, Family]]:
    """The parts of a text that hint at a ban or a protected question, each family once, with what it hints at.

    Where a text is no `asking` one, the families that ask are left out. Of a rule for some roles, only what is always free is looked at.
    """
    free = tuple(one.pattern for one in freedoms if one.always or not for_some_roles) + (() if for_some_roles else (hints.lists[ACTS].pattern,))
    sentences = tuple((said, _is_whole(one)) for one in re.split(r"(?<=[.!?;\n])\s+", words) if not MYSELF.match(said := spelt_out(one)))
    for family in hints.families:
        if asking or not family.asks:
            parts = (_part(said, family, hints, free) for said, whole in sentences if whole or not family.whole)
            found = next(filter(None, parts), "")
            if found:
                yield found.replace(" ,", ","), family


def _is_whole(sentence: str) -> bool:
    """Whether it is a sentence that says something, and no title, question or few words."""
    return sentence.rstrip().endswith((".", "!")) and len(sentence.split()) >= SHORTEST


def _part(said: str, family: Family, hints: Hints, free: tuple[re.Pattern[str], ...]) -> str:
    """The part of a sentence from the first to the last word that a family needs; empty where one is missing or the sentence frees."""
    meant = family.elsewhere.sub(lambda found: "-" * len(found[0]), said) if family.elsewhere else said
    spans: list[tuple[int, int]] = []
    for name in family.needs:
        patterns = free if name == FREEDOMS else (hints.lists[name].pattern,)
        found = next(filter(None, (_apart(pattern, meant, spans) for pattern in patterns)), None)
        if not found:
            return ""
        spans.append(found.span())
    if any(hints.lists[name].pattern.search(meant) for name in family.not_with) or (not family.even_so and _frees(meant, hints)):
        return ""
    return said[min(start for start, _ in spans) : max(end for _, end in spans)]


def _apart(pattern: re.Pattern[str], said: str, spans: list[tuple[int, int]]) -> re.Match[str] | None:
    """The first place of a word that is not a part of one already found."""
    return next((one for one in pattern.finditer(said) if all(one.end() <= start or one.start() >= end for start, end in spans)), None)


def _frees(said: str, hints: Hints) -> bool:
    """Whether a sentence frees somebody at its end: what follows a *but* counts, not what stands before."""
    last = _BUT.split(said)[-1]
    return bool(FREES.search(last) or IN_ONE_FORM.search(last) or hints.lists[FREED].pattern.search(last))


def _worded(word: str) -> str:
    """A word as a pattern: its letters, with any ending for `*` and some words for `…`."""
    parts = (r"\w*".join(re.escape(" ".join(plain_words(bit).split())) for bit in part.strip().split("*")) for part in word.split("…"))
    return rf" (?:[\w',]+ ){{0,{APART}}}?".join(_respaced(part) for part in parts)


def _respaced(part: str) -> str:
    # A blank after an ending ("keep* quiet") is lost where the bits around it are made plain.
    return re.sub(r"(\\w\*)(?=[a-z0-9])", r"\1 ", part)
