"""What an agency's texts may not ask or say: a protected fact, an order, a long or hidden word. Each is told with how to mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from coi_app.domain.assessment import Track
from coi_app.domain.errors import ContentError
from coi_app.rules.agency import AgencyLayer
from coi_app.rules.agency_bans import Freedom, banned
from coi_app.rules.agency_forms import bare, plain_words
from coi_app.rules.agency_hints import Hints, hinted, hints_of
from coi_app.rules.agency_reading import placed_rules
from coi_app.rules.bundle import parsed
from coi_app.rules.content import Content
from coi_app.rules.notice import telling_parts
from coi_app.rules.reading import Table
from coi_app.rules.rulings import Incompatible, Rule, StepRule
from coi_app.rules.search import fold
from coi_app.rules.tact import asks
from coi_app.rules.written import Finding

LONGEST_SENTENCE = 25
LONGEST_TEXT = 400
LIMITS = "limits.toml"
HINTS = "hints.toml"


@dataclass(frozen=True)
class Words:
    """Words that are not used, what they would tell, where they mean something else, and what to write instead."""

    tells: str
    words: tuple[str, ...]
    unless: tuple[str, ...]
    mend: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the words, as they are compared."""
        return _any_of(self.words)

    @cached_property
    def elsewhere(self) -> re.Pattern[str] | None:
        """Where one of them means something else."""
        return _any_of(self.unless) if self.unless else None


@dataclass(frozen=True)
class Limits:
    """What an agency's content can touch, and what it never asks or says."""

    movable_scales: tuple[str, ...]
    replaceable_contacts: tuple[str, ...]
    highest_required_rung: int
    facts: tuple[Words, ...]
    never_said: tuple[Words, ...]
    freedoms: tuple[Freedom, ...]
    hints: Hints


class Spoken(NamedTuple):
    """A text of a layer and where it stands. An `asking` one could make somebody tell a protected fact; one of a rule may be `for_some_roles`."""

    file: str
    key: str
    words: str
    asking: bool = True
    for_some_roles: bool = False


def read_limits(resources: Path) -> Limits:
    """The limits below a resources folder; ContentError where they cannot be read."""
    table, hints = _dated(resources, LIMITS), _dated(resources, HINTS)
    found = Limits(
        table.texts("movable_scales"), table.texts("replaceable_contacts"), table.number("highest_required_rung"),
        tuple(_words(part, named=True) for part in table.tables("fact")), tuple(_words(part, named=False) for part in table.tables("never_said")),
        tuple(_freedom(part) for part in table.tables("free")), hints_of(hints),
    )
    table.finish()
    hints.finish()
    return found


def _dated(resources: Path, name: str) -> Table:
    try:
        table = Table(name, "", parsed((resources / "agency" / name).read_bytes()))
    except (OSError, ValueError):
        raise ContentError(name, "", "could not be read") from None
    table.text("version")
    table.day("effective")
    return table


def _words(t: Table, *, named: bool) -> Words:
    if named:
        t.text("id")
    found = Words(t.text("title") if named else "", t.texts("words"), t.texts("unless", ()), t.text("mend"))
    t.finish()
    return found


def _freedom(t: Table) -> Freedom:
    t.text("id")
    found = Freedom(t.text("title"), t.texts("words"), t.texts("unless", ()), t.text("mend"), t.flag("always", default=False))
    t.finish()
    return found


def word_findings(base: Content, layer: AgencyLayer, limits: Limits) -> Iterator[Finding]:
    """Every text of the layer that may not be said so, with what to write instead."""
    telling = tuple(fold(word) for word in (*base.notice.words, *base.notice.phrases))
    for spoken in texts(layer):
        # The words that tell whom somebody supports are many, and few texts hold the letters of one.
        said = fold(spoken.words)
        for problem, mend in _problems(base, spoken, limits, notice=any(word in said for word in telling)):
            yield Finding(spoken.file, spoken.key, problem, mend)


def _problems(base: Content, spoken: Spoken, limits: Limits, *, notice: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with a text, each with how to mend it."""
    hidden = _hidden(spoken.words)
    if hidden:
        yield f"holds the character {hidden}, which looks like another or cannot be seen", "Type it again in plain letters."
        return
    said = plain_words(spoken.words)
    yield from ((f"says {word!r}", rule.mend) for rule in limits.never_said if (word := _found(said, rule)))
    if spoken.asking:
        yield from _asked(base, spoken, said, limits, notice=notice)
    for part, freedom in banned(spoken.words, limits.freedoms, for_some_roles=spoken.for_some_roles):
        yield f"says {part!r}, and everyone is free {freedom.title}", freedom.mend
    for part, family in hinted(spoken.words, limits.hints, limits.freedoms, asking=spoken.asking, for_some_roles=spoken.for_some_roles):
        yield f"says {part!r}, which {family.says}", family.mend
    yield from _too_long(spoken.words)


def _asked(base: Content, spoken: Spoken, said: str, limits: Limits, *, notice: bool) -> Iterator[tuple[str, str]]:
    facts = [(f"{word!r} asks about or tells {rule.tells}", rule.mend) for rule in limits.facts if (word := _found(said, rule))]
    yield from facts
    if not facts and asks(spoken.words):
        yield "asks about a party, a candidate, a vote, a belief, an origin or a union", "Leave it out, or ask about a role that somebody has."
    elif notice and not facts:
        yield from ((f"{told!r} tells whom or what somebody supports or believes", "Leave it out.") for told in telling_parts(base, spoken.words)[:1])


def _too_long(words: str) -> Iterator[tuple[str, str]]:
    if len(words) > LONGEST_TEXT:
        yield f"has {len(words)} characters, and {LONGEST_TEXT} is the most", "Say less, or put a part of it elsewhere."
    for sentence in re.split(r"(?<=[.!?])\s+", words):
        count = len(re.findall(r"[\w'’-]+", sentence))
        if count > LONGEST_SENTENCE:
            yield f"has a sentence of {count} words, and {LONGEST_SENTENCE} is the most", "Make two of it."


def _hidden(words: str) -> str:
    """The first character that looks like a plain one or cannot be seen, by its name; empty where there is none."""
    for character in words:
        category = unicodedata.category(character)
        if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or (category.startswith("L") and not bare(character).isascii()):
            return unicodedata.name(character, f"U+{ord(character):04X}").lower()
    return ""


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(plain_words(word)) for word in sorted(words, key=len, reverse=True))})(?:s|es|'s)?\b")


def _found(said: str, rule: Words) -> str:
    """The first word of a rule that is said and means what it would tell; letters set apart, as in "i w i", are read together."""
    if rule.elsewhere:
        said = rule.elsewhere.sub(" ", said)
    found = rule.pattern.search(re.sub(r"\b(?:[a-z0-9] ){2,}[a-z0-9]\b", lambda spelt: spelt[0].replace(" ", ""), said))
    return found[0] if found else ""


def texts(layer: AgencyLayer) -> Iterator[Spoken]:
    """Every text of a layer that a person can read."""
    yield from (Spoken("manifest.toml", key, words, asking=False) for key, words in (("agency", layer.agency), ("author", layer.author), ("contact", layer.contact), ("version", layer.version)))
    for source in layer.sources.values():
        yield from _of("sources.toml", f"source[{source.id}]", asking=False, title=source.short, words=source.words, address=source.address)
    for contact in layer.contacts:
        yield from _of("contacts.toml", f"contact[{contact.id}]", asking=False, title=contact.title)
        yield from _of("contacts.toml", f"contact[{contact.id}]", words=contact.words)
    for expectation in layer.expectations:
        yield from _of("expectations.toml", f"expectation[{expectation.id}]", words=expectation.words)
    for target in layer.target_days:
        yield from _of("target_days.toml", f"target[{target.id}]", words=target.words)
    yield from _of_topics(layer)
    yield from _of_questions(layer)
    for file, kind, rule in placed_rules(layer):
        yield from _of_rule(file, f"{kind}[{rule.id}]", rule)


def _of_rule(file: str, key: str, rule: Rule) -> Iterator[Spoken]:
    if isinstance(rule, StepRule):
        yield from _of(file, key, title=rule.title, words=rule.words, because=rule.because)
    elif isinstance(rule, Incompatible):
        # That such a rule on politics names its roles is held against its condition.
        spoken = _of(file, key, because=rule.because, fine=rule.fine)
        yield from (one._replace(for_some_roles=rule.track is Track.POLITICAL_NEUTRALITY) for one in spoken)
    else:
        yield from _of(file, key, because=rule.because)


def _of_topics(layer: AgencyLayer) -> Iterator[Spoken]:
    for category in layer.categories:
        yield from _of("topics.toml", f"category[{category.id}]", title=category.title, summary=category.summary)
    for topic in layer.topics:
        key = f"topic[{topic.id}]"
        yield from _of("topics.toml", key, title=topic.title, summary=topic.summary)
        for name, several in (("examples", topic.examples), ("tips", topic.tips), ("search", topic.search)):
            yield from (Spoken("topics.toml", f"{key}.{name}", words) for words in several)


def _of_questions(layer: AgencyLayer) -> Iterator[Spoken]:
    for question in layer.questions:
        key = f"question[{question.id}]"
        yield from _of("questions.toml", key, words=question.words, short=question.short, hint=question.hint, why=question.why)
        for option in question.options:
            yield from _of("questions.toml", f"{key}.option[{option.id}]", words=option.words, example=option.example, as_reason=option.as_reason, as_change=option.as_change)


def _of(file: str, key: str, *, asking: bool = True, **named: str) -> Iterator[Spoken]:
    yield from (Spoken(file, f"{key}.{name}", words, asking) for name, words in named.items() if words)
