"""A private check: a few answers in memory, and what they mean. Nothing here reaches the records.

A declaration's draft is walked by the same functions: what differs is only where its answers are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from coi_app.domain.answers import Answers, Value
from coi_app.domain.assessment import Assessment
from coi_app.rules.content import Content, Option, Question, Topic
from coi_app.rules.explain import assess
from coi_app.rules.journey import Journey, walk


@dataclass(frozen=True)
class Check:
    """What has been answered about one topic; `role_known` is the role that was remembered from before."""

    content: Content
    topic: Topic
    day: date
    role: Answers = Answers()
    answers: Answers = Answers()
    role_known: bool = False

    @property
    def journey(self) -> Journey:
        """The questions that these answers lead to, worked out afresh."""
        return walk(self.content, self.topic, self.role, self.answers)

    @property
    def said(self) -> Content:
        """The content in the words for this role: its texts name whoever decides in this person's case."""
        return self.content.said_to(self.journey.facts)


@dataclass(frozen=True)
class Progress:
    """How far a journey is: honest, so `left` may grow when an answer leads to more questions."""

    answered: int
    left: int


def begin(content: Content, topic_id: str, day: date, role: Answers | None = None) -> Check:
    """A check of a topic, with the remembered role where there is one; InputError where there is no such topic."""
    return Check(content, content.topic(topic_id), day, role or Answers(), role_known=bool(role))


def answer(check: Check, question_id: str, value: Value) -> Check:
    """The check with one answer given or changed."""
    question = check.content.question(question_id)
    if question.table == "role":
        return replace(check, role=check.role.with_answer(question_id, value))
    return replace(check, answers=check.answers.with_answer(question_id, value))


def next_question(check: Check, after: str | None = None) -> Question | None:
    """The question to show: the first unanswered one, or the one that follows `after`; None when all is answered."""
    journey = check.journey
    if after is None:
        return journey.unanswered[0] if journey.unanswered else None
    asked = [question.id for question in journey.asked]
    rest = journey.asked[asked.index(after) + 1 :] if after in asked else journey.asked
    return next((q for q in rest if q in journey.unanswered or not _from_before(check, q)), None) or next_question(check)


def previous_question(check: Check, before: str | None) -> Question | None:
    """The question before this one, or the last one where none is named; None at the start."""
    asked = [question for question in check.journey.asked if not _from_before(check, question)]
    ids = [question.id for question in asked]
    at = ids.index(before) if before in ids else len(ids)
    return asked[at - 1] if at > 0 else None


def _from_before(check: Check, question: Question) -> bool:
    """Whether a question is about a role that was remembered, and so is not gone through again."""
    return check.role_known and question.table == "role" and question.id in check.role


def value_of(check: Check, question: Question) -> Value | None:
    """What was answered to a question so far."""
    return (check.role if question.table == "role" else check.answers).get(question.id)


def offered(check: Check, question: Question) -> tuple[Option, ...]:
    """The cards that a question shows, given the answers so far."""
    return check.journey.offered(question)


def progress(check: Check, at: str | None = None) -> Progress:
    """How many questions lie behind and ahead of the one shown; answers still to come may add some."""
    journey = check.journey
    ids = [q.id for q in journey.asked if not _from_before(check, q)]
    behind = ids.index(at) if at in ids else len(ids) - sum(q.id in ids for q in journey.unanswered)
    return Progress(behind, len(ids) - behind)


def result(check: Check) -> Assessment:
    """What the answers mean; with an unanswered question it is *nothing yet*."""
    return assess(check.content, check.topic.id, check.role, check.answers, check.day)
