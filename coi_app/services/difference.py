"""What changed after a declaration was shared, to be read: each change with the words of the questions and cards of its time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from coi_app.domain.answers import Answers, Value
from coi_app.domain.declaration import Version
from coi_app.domain.difference import AnswerChange, Difference, TextChange, between
from coi_app.rules.content import Content
from coi_app.rules.wording import answer_words
from coi_app.services import mine
from coi_app.services.context import Services


class Part(StrEnum):
    """What kind of thing changed."""

    ROLE = "role"
    ADDED = "added"
    REMOVED = "removed"
    ANSWER = "answer"
    WORDS = "words"
    SEEN_DIFFERENTLY = "seen_differently"


@dataclass(frozen=True)
class Changed:
    """One change in words; `topic` and `question` are empty where the part has none, `before` and `after` where nothing was said."""

    part: Part
    topic: str = ""
    question: str = ""
    before: str = ""
    after: str = ""


def since_shared(services: Services, declaration: UUID) -> tuple[Changed, ...]:
    """What the latest version says otherwise than the one handed over before it; nothing where there is none before."""
    found = mine.whole(services, declaration).declaration
    return of(services, found.versions[-2], found.latest) if len(found.versions) > 1 else ()


def of(services: Services, before: Version, after: Version) -> tuple[Changed, ...]:
    """What one version of a declaration says otherwise than an earlier one."""
    contents = mine.content_of(services, before), mine.content_of(services, after)
    return tuple(_told(between(before, after), *contents))


def told(content: Content, answers: Answers) -> Iterator[str]:
    """Each answer as a line of words: the question in short, and what was answered."""
    for question, value in answers.items():
        known = content.questions.get(question)
        yield f"{known.short if known else question}: {_words(content, question, value)}"


def topic_words(content: Content, topic: str) -> str:
    """A topic's title; its id where this content does not have it."""
    return content.topics[topic].title if topic in content.topics else topic


def _told(difference: Difference, then: Content, now: Content) -> Iterator[Changed]:
    yield from (_answer(Part.ROLE, "", change, then, now) for change in difference.role)
    yield from (Changed(Part.REMOVED, topic=topic_words(then, gone.topic), before=gone.words) for gone in difference.removed)
    for one in difference.changed:
        topic = topic_words(now, one.topic)
        yield from (_answer(Part.ANSWER, topic, change, then, now) for change in one.answers)
        yield from _text(Part.WORDS, topic, one.words)
        yield from _text(Part.SEEN_DIFFERENTLY, topic, one.seen_differently)
    yield from (Changed(Part.ADDED, topic=topic_words(now, new.topic), after=new.words) for new in difference.added)


def _answer(part: Part, topic: str, change: AnswerChange, then: Content, now: Content) -> Changed:
    known = next((content.questions[change.question] for content in (now, then) if change.question in content.questions), None)
    words = _words(then, change.question, change.before), _words(now, change.question, change.after)
    return Changed(part, topic, known.short if known else change.question, *words)


def _text(part: Part, topic: str, change: TextChange | None) -> Iterator[Changed]:
    if change:
        yield Changed(part, topic, before=change.before, after=change.after)


def _words(content: Content, question: str, value: Value | None) -> str:
    """An answer in words; its id where a draft was begun under content that is no longer here."""
    if value is None:
        return ""
    try:
        return answer_words(content, content.questions[question], value)
    except KeyError:
        return "; ".join(value) if isinstance(value, tuple) else str(value)
