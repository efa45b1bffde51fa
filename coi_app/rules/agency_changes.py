"""What an agency's layer changes, in words: for the reader in the app, for its author, and for the rulebook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coi_app.domain.assessment import Source
from coi_app.domain.rulebook import Point
from coi_app.rules.agency import AgencyLayer, Target
from coi_app.rules.conditions import Condition
from coi_app.rules.content import Content
from coi_app.rules.in_words import InWords
from coi_app.rules.rulings import AnswerRule, FirmerStep, Incompatible, LevelFloor, Rule, SeverityFloor, StepRule

TARGETS: dict[Target, str] = {
    "acknowledge": "Say that a declaration has come in", "talk": "Have the first talk", "answer": "Answer a declaration", "second_look": "Take a second look",
    "update": "Say how it stands",
}
"""What an agency can set itself days for, in words."""

STANDS = (
    "Your rights, what the law asks for, and what nobody may ask you stand as they are.",
    "No result is freer than without it, and none is a ban on politics for everyone.",
)
"""What no agency's layer changes: by how it is put together, and proved when its author checks it."""


@dataclass(frozen=True)
class Change:
    """One thing that the agency adds: what it is, what it means or why, and where it comes from."""

    title: str
    words: str
    source: Source | None = None
    when: str = ""
    """In which cases it holds, in words; empty where that is always, or says itself."""


@dataclass(frozen=True)
class Part:
    """The changes of one kind, under a heading."""

    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class AgencyChanges:
    """Everything that a layer changes, and whose it is. `notes` are what a reader or its author should know besides."""

    agency: str
    version: str
    effective: date
    author: str
    contact: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()


def changes_of(content: Content) -> AgencyChanges | None:
    """What the agency's layer of this content changes; None where there is no layer."""
    layer, base = content.agency, content.base
    if layer is None or base is None:
        return None
    found = (
        Part("Your agency also expects", tuple(Change(_topics(content, e.topics), e.words, e.source) for e in layer.expectations)),
        Part("Rules of its own", tuple(_rule(content, rule) for rule in layer.rules)),
        Part("Questions that it adds", tuple(_questions(content, layer))),
        Part("Topics that it adds", tuple(_own_topics(base, layer))),
        Part("Who you can turn to", tuple(_contacts(base, layer))),
        Part("How fast it means to be", tuple(Change(TARGETS[t.what], f"Within {t.days} working {'day' if t.days == 1 else 'days'}. {t.words}") for t in layer.target_days)),
    )
    return AgencyChanges(
        layer.agency, layer.version, layer.effective, layer.author, layer.contact, tuple(part for part in found if part.changes), tuple(_notes(base, layer))
    )


def _notes(base: Content, layer: AgencyLayer) -> Iterator[str]:
    if layer.written_for != base.version:
        yield f"It was written for version {layer.written_for} of the content; this is {base.version}. Its author should check it again."
    if layer.effective > base.effective:
        yield f"Its rules hold from {layer.effective.isoformat()}."


def _topics(content: Content, topics: tuple[str, ...]) -> str:
    return ", ".join(content.topics[topic].title for topic in topics) or "For everyone"


def _rule(content: Content, rule: Rule) -> Change:
    return Change(_effect(content, rule), rule.because, rule.source, _when(content, rule.when))


def _when(content: Content, condition: Condition | None) -> str:
    """A condition as a sentence, without the numbers and ids that a rulebook has."""
    said = _flat(InWords(content).when(condition))
    plain = re.sub(r"\s*\((⟦[^⟧]*⟧|[A-Z]-?\d\d|x-[a-z0-9_-]+)\)", "", said)
    return f"When {plain}."


def _flat(point: Point) -> str:
    return f"{point.words}: {'; '.join(_flat(part) for part in point.points)}" if point.points else point.words


def _effect(content: Content, rule: Rule) -> str:
    words = content.wording
    match rule:
        case LevelFloor():
            return f"At least: {words.levels[rule.level.name]}"
        case SeverityFloor():
            return f"A conflict at least: {words.severities[rule.severity.value].lower()}"
        case AnswerRule():
            return words.answers[rule.answer.value]
        case Incompatible():
            return f"Not in this form. This would be fine: {rule.fine}"
        case FirmerStep():
            title = next(step.title for step in content.steps if step.id == rule.step)
            return f"{title}: {words.step_statuses[rule.status.value].lower()}"
        case StepRule():
            status = "required" if rule.required_when else "suggested"
            return f"{rule.title}: {words.step_statuses[status].lower()}. {rule.words}"
        case _:
            return rule.id


def _questions(content: Content, layer: AgencyLayer) -> Iterator[Change]:
    for question in layer.questions:
        moves = f"It can make “{content.scales[question.scale].title}” count for more." if question.scale else "For the record: it changes no result, unless you are not sure."
        when = _when(content, question.asked_when) if question.asked_when else ""
        yield Change(f"{question.words} ({_topics(content, question.topics)})", f"{question.why} {moves}", question.source, when)


def _own_topics(base: Content, layer: AgencyLayer) -> Iterator[Change]:
    for topic in layer.topics:
        yield Change(topic.title, f"{topic.summary} It is looked at like “{base.topics[topic.like].title}”.")


def _contacts(base: Content, layer: AgencyLayer) -> Iterator[Change]:
    general = {contact.id: contact.title for contact in base.contacts}
    for contact in layer.contacts:
        instead = f" In place of “{general[contact.replaces]}”." if contact.replaces in general else ""
        yield Change(contact.title, f"{contact.words}{instead}")
