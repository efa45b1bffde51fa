"""Guidance where it is needed: what a topic is about, worked examples, what a manager may ask; general pages; words explained.

It is read from the content's own files when it is first opened, so that a start does not wait for it; the content's hash covers it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from coi_app.domain.answers import Answers, Value
from coi_app.domain.assessment import Source
from coi_app.domain.errors import ContentError
from coi_app.rules.bundle import GLOSSARY, GUIDANCE, Bundle, parsed
from coi_app.rules.conditions import is_list, is_table
from coi_app.rules.reading import Table

T = TypeVar("T")

_Roles = Mapping[str, tuple[str, Answers]]
"""The roles of the examples by id: who it is in words, and the answers."""


@dataclass(frozen=True)
class Example:
    """A short situation with everything that is answered in it, and why it comes out as it does; `who` says whose role it is.

    What it comes to is never written here: the rules work it out.
    """

    situation: str
    role: Answers
    answers: Answers
    why: str
    who: str = ""


@dataclass(frozen=True)
class TopicGuidance:
    """What helps with one topic. Its questions are for a talk; what a manager may not ask continues a sentence."""

    topic: str
    about: str
    examples: tuple[Example, ...]
    usual: str
    manager_may: tuple[str, ...]
    manager_may_not: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A part of a general page: words, then points, with where they come from."""

    title: str
    words: str
    points: tuple[str, ...]
    source: Source | None


@dataclass(frozen=True)
class GuidancePage:
    """A general page."""

    id: str
    title: str
    lead: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Guidance:
    """All of it, by id; older content may have none."""

    topics: Mapping[str, TopicGuidance] = field(default_factory=dict[str, TopicGuidance])
    pages: Mapping[str, GuidancePage] = field(default_factory=dict[str, GuidancePage])


@dataclass(frozen=True)
class Term:
    """A word and what it means in a sentence; `found_as` are the forms in which it stands in a text."""

    word: str
    meaning: str
    found_as: tuple[str, ...] = ()
    source: Source | None = None
    te_reo: bool = False


@dataclass(frozen=True)
class Glossary:
    """The words that are explained, in the order in which they are listed."""

    terms: tuple[Term, ...] = ()

    def in_texts(self, texts: Iterable[str]) -> tuple[Term, ...]:
        """The terms that stand in these texts, in the order in which a reader meets them."""
        text = " \n ".join(texts)
        met: dict[str, int] = {}
        for found in self._pattern.finditer(text):
            met.setdefault(self._by_form[found[0].casefold()].word, found.start())
        return tuple(sorted((term for term in self.terms if term.word in met), key=lambda term: met[term.word]))

    @cached_property
    def _by_form(self) -> Mapping[str, Term]:
        return {form.casefold(): term for term in self.terms for form in (term.word, *term.found_as)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The longest first, so that "protected disclosure" is not taken for "disclosure".
        forms = sorted(self._by_form, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms)) or '(?!)'})(?!\w)", re.IGNORECASE)


def read_guidance(files: Bundle, sources: Mapping[str, Source]) -> Guidance:
    """The guidance in these files; ContentError names the file and key of the first thing that is wrong."""
    tables = [_table(name, files) for name in sorted(files) if f"/{GUIDANCE}" in name]
    tables.sort(key=lambda table: table.number("order", 0))
    roles = {one.text("id"): (one.text("words"), _finished(one, _role)) for table in tables for one in table.tables("role")}
    topics = [_finished(one, lambda t: _topic(t, roles)) for table in tables for one in table.tables("topic")]
    pages = [_finished(one, lambda t: _page(t, sources)) for table in tables for one in table.tables("page")]
    for table in tables:
        _end(table)
    return Guidance({one.topic: one for one in topics}, {one.id: one for one in pages})


def read_glossary(files: Bundle, sources: Mapping[str, Source]) -> Glossary:
    """The words explained in these files."""
    name = next((name for name in files if name.endswith(f"/{GLOSSARY}")), None)
    if name is None:
        return Glossary()
    table = _table(name, files)
    terms = tuple(_finished(one, lambda t: _term(t, sources)) for one in table.tables("term"))
    _end(table)
    return Glossary(terms)


def _table(name: str, files: Bundle) -> Table:
    try:
        return Table(name, "", parsed(files[name]))
    except (ValueError, RecursionError) as problem:
        raise ContentError(name, "", f"is not TOML: {problem}") from None


def _finished(table: Table, read: Callable[[Table], T]) -> T:
    value = read(table)
    table.finish()
    return value


def _end(table: Table) -> None:
    table.text("version")
    table.day("effective")
    table.number("order", 0)
    table.finish()


def _role(t: Table) -> Answers:
    return _answers(t)


def _topic(t: Table, roles: _Roles) -> TopicGuidance:
    return TopicGuidance(
        topic=t.text("id"), about=t.text("about"), usual=t.text("usual"), manager_may=t.texts("manager_may"),
        manager_may_not=t.texts("manager_may_not"), examples=tuple(_finished(one, lambda e: _example(e, roles)) for one in t.tables("example")),
    )


def _example(t: Table, roles: _Roles) -> Example:
    name = t.text("role", "")
    if name and name not in roles:
        raise t.fail("role", f"there is no role {name!r} in the files of guidance")
    who, role = roles.get(name, ("", Answers()))
    return Example(t.text("situation"), role, _answers(t), t.text("why"), who)


def _answers(t: Table) -> Answers:
    if not t.has("answers"):
        return Answers()
    inside = t.table("answers")
    return Answers({name: _value(inside, name) for name in inside.names()})


def _value(t: Table, name: str) -> Value:
    value = t.value(name)
    if is_list(value):
        return tuple(str(one) for one in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if is_table(value) or isinstance(value, bool):
        raise t.fail(name, "has to be the id of a card, a list of ids, a number or a date")
    return str(value)


def _page(t: Table, sources: Mapping[str, Source]) -> GuidancePage:
    sections = tuple(_finished(one, lambda s: _section(s, sources)) for one in t.tables("section"))
    return GuidancePage(t.text("id"), t.text("title"), t.text("lead"), sections)


def _section(t: Table, sources: Mapping[str, Source]) -> Section:
    return Section(t.text("title"), t.text("words", ""), t.texts("points", ()), _source(t, sources))


def _term(t: Table, sources: Mapping[str, Source]) -> Term:
    return Term(t.text("word"), t.text("meaning"), t.texts("found_as", ()), _source(t, sources), t.flag("te_reo", default=False))


def _source(t: Table, sources: Mapping[str, Source]) -> Source | None:
    return t.source(sources) if t.has("source") else None
