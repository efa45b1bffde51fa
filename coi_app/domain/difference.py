"""What differs between two versions of a declaration: interests, answers and a person's own words."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from coi_app.domain.answers import Answers, Value
from coi_app.domain.declaration import Interest, Version


@dataclass(frozen=True)
class AnswerChange:
    """A question whose answer differs; None where it had, or has, none."""

    question: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True)
class TextChange:
    """A text that differs; empty where there was, or is, none."""

    before: str
    after: str


@dataclass(frozen=True)
class InterestChange:
    """An interest that both versions have, and what differs in it."""

    interest: UUID
    topic: str
    answers: tuple[AnswerChange, ...] = ()
    words: TextChange | None = None
    seen_differently: TextChange | None = None

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.answers or self.words or self.seen_differently)


@dataclass(frozen=True)
class Difference:
    """What differs between the versions with these numbers. When they were signed, by which name and under which content is no part of it,
    save that `content` tells whether the questions and rules were others."""

    before: int
    after: int
    role: tuple[AnswerChange, ...] = ()
    added: tuple[Interest, ...] = ()
    removed: tuple[Interest, ...] = ()
    changed: tuple[InterestChange, ...] = ()
    content: bool = False

    def __bool__(self) -> bool:
        """Whether the person says anything else than before."""
        return bool(self.role or self.added or self.removed or self.changed)


def between(before: Version, after: Version) -> Difference:
    """What the later version says otherwise than the earlier one; an interest is the same where its id and its topic are."""
    known = {(interest.id, interest.topic): interest for interest in before.interests}
    still = {(interest.id, interest.topic) for interest in after.interests}
    both = [(known[key], interest) for interest in after.interests if (key := (interest.id, interest.topic)) in known]
    return Difference(
        before.number,
        after.number,
        role=_answers(before.role, after.role),
        added=tuple(interest for interest in after.interests if (interest.id, interest.topic) not in known),
        removed=tuple(interest for key, interest in known.items() if key not in still),
        changed=tuple(change for pair in both if (change := _interest(*pair))),
        content=before.content_hash != after.content_hash,
    )


def _interest(before: Interest, after: Interest) -> InterestChange:
    answers = _answers(before.answers, after.answers)
    words, otherwise = _text(before.words, after.words), _text(before.seen_differently, after.seen_differently)
    return InterestChange(after.id, after.topic, answers, words, otherwise)


def _answers(before: Answers, after: Answers) -> tuple[AnswerChange, ...]:
    """The answers that differ, in the order in which they were first given; the order of chosen cards says nothing."""
    questions = dict.fromkeys((*before, *after))
    return tuple(AnswerChange(q, before.get(q), after.get(q)) for q in questions if not _same(before.get(q), after.get(q)))


def _same(one: Value | None, other: Value | None) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(one) == sorted(other)
    return one == other


def _text(before: str, after: str) -> TextChange | None:
    return TextChange(before, after) if before != after else None
