"""About my role, asked by itself: the questions that a topic on both tracks would ask, without any topic."""

from __future__ import annotations

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import Track
from coi_app.rules.conditions import Facts, holds
from coi_app.rules.content import Content, Option, Question
from coi_app.rules.deciders import Decider, decider_of
from coi_app.rules.journey import is_known, take


def questions(content: Content, role: Answers) -> tuple[Question, ...]:
    """The questions about the role, in order, as these answers lead to them."""
    return _walked(content, role)[0]


def offered(content: Content, role: Answers, question: Question) -> tuple[Option, ...]:
    """The cards that a question about the role shows."""
    facts = _walked(content, role)[1]
    return tuple(option for option in question.options if holds(option.offered_when, facts))


def unanswered(content: Content, role: Answers) -> tuple[Question, ...]:
    """The questions about the role that have no answer yet."""
    return tuple(question for question in questions(content, role) if not _is_answered(question, role))


def said(content: Content, role: Answers) -> Content:
    """The content in the words for this role: its texts name whoever decides in this person's case."""
    return content.said_to(_walked(content, role)[1])


def decider_in(content: Content, role: Answers) -> Decider:
    """Whoever decides in the case of somebody with this role."""
    return decider_of(content.deciders, _walked(content, role)[1])


def _is_answered(question: Question, role: Answers) -> bool:
    value = role.get(question.id)
    return value is not None and is_known(question, value)


def _walked(content: Content, role: Answers) -> tuple[tuple[Question, ...], Facts]:
    facts = Facts("", frozenset(), frozenset(Track))
    asked: list[Question] = []
    for question in content.role_questions:
        if not holds(question.asked_when, facts):
            continue
        asked.append(question)
        if _is_answered(question, role):
            take(content, question, role[question.id], facts)
    return tuple(asked), facts
