"""Which questions are asked, computed from the answers every time and never stored."""

from __future__ import annotations

from dataclasses import dataclass

from coi_app.domain.answers import NOT_SURE, Answers, Value
from coi_app.rules.conditions import Facts, holds
from coi_app.rules.content import Content, Option, Question, Topic


@dataclass(frozen=True)
class Journey:
    """The questions that these answers lead to, in order, and the facts they add up to."""

    topic: Topic
    asked: tuple[Question, ...]
    unanswered: tuple[Question, ...]
    ignored: tuple[str, ...]
    facts: Facts
    base: Journey | None = None
    """The same answers without an agency's layer, where there is one."""

    @property
    def complete(self) -> bool:
        """Whether every question that is asked has an answer."""
        return not self.unanswered

    @property
    def not_sure(self) -> tuple[str, ...]:
        """The questions that count and were answered *not sure*."""
        return tuple(q for q, value in self.facts.answers.items() if value == NOT_SURE)

    def offered(self, question: Question) -> tuple[Option, ...]:
        """The cards that this question shows in this journey."""
        return tuple(option for option in question.options if holds(option.offered_when, self.facts))


def walk(content: Content, topic: Topic, role: Answers, answers: Answers) -> Journey:
    """The journey that these answers lead to; answers to questions not asked do not count."""
    facts = beginning(topic)
    asked: list[Question] = []
    unanswered: list[Question] = []
    for question in content.asked_for(topic):
        if question.asked_when is not None and not question.asked_when.test(facts):
            continue
        asked.append(question)
        value = (role if question.table == "role" else answers).get(question.id)
        if value is None or not is_known(question, value):
            unanswered.append(question)
        else:
            take(content, question, value, facts)
    seen = {question.id for question in asked}
    ignored = tuple(q for q in (*role, *answers) if q not in seen)
    return Journey(topic, tuple(asked), tuple(unanswered), ignored, facts, _base(content, topic, role, answers))


def _base(content: Content, topic: Topic, role: Answers, answers: Answers) -> Journey | None:
    return walk(content.base, content.base.topics[topic.like or topic.id], role, answers) if content.base else None


def is_known(question: Question, value: Value) -> bool:
    """Whether the question has this answer: one kept under older content may name a card that is no more."""
    if not question.options or value == NOT_SURE:
        return True
    if isinstance(value, tuple):
        return all(option in question.by_option for option in value)
    return value in question.by_option


def beginning(topic: Topic) -> Facts:
    """What is known of a topic before anything is answered."""
    return Facts(topic.like or topic.id, topic.flags, frozenset(topic.tracks), {}, dict(topic.scales))


def take(content: Content, question: Question, value: Value, facts: Facts) -> None:
    """Add one answer to the facts: the answer itself and the places it has on the scales."""
    if question.options and isinstance(value, tuple):
        value = tuple(o for o in value if holds(question.by_option[o].offered_when, facts))
    facts.answers[question.id] = value
    if value == NOT_SURE or not question.options or isinstance(value, int):
        return
    chosen = [question.by_option[option_id] for option_id in (value if isinstance(value, tuple) else (value,))]
    for option in chosen:
        for scale, at in question.places(option).items():
            raise_scale(content, facts.scales, scale, at)
    if question.counts:
        weighing = sum(1 for option in chosen if option.at)
        raise_scale(content, facts.scales, question.counts, min(weighing, len(content.scales[question.counts].positions) - 1))


def raise_scale(content: Content, scales: dict[str, int], scale: str, at: int) -> None:
    """Put a scale at least this high, and every scale made from it where that leads."""
    if at <= scales.get(scale, -1):
        return
    scales[scale] = at
    for derived in content.derived_from[scale]:
        if derived.combine == "max":
            raise_scale(content, scales, derived.id, at)
        else:
            row, column = (scales.get(part, 0) for part in derived.made_from)
            raise_scale(content, scales, derived.id, derived.table[row][column])
