"""What would change a result: every single answer that betters it, or the smallest pair where none does.

Only what a person could do differently is tried, never what they are, and the cheapest change comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from coi_app.domain.answers import NOT_SURE, Answers, Value
from coi_app.domain.assessment import Alternative, ChangedAnswer
from coi_app.rules.content import Content, Question, Topic
from coi_app.rules.journey import Journey
from coi_app.rules.triage import Outcome, judge_answers
from coi_app.rules.wording import answer_words, changed_conflict_words, level_words

MOST_SAID = 2
"""How many cards that would be gone a sentence names one by one; with more, nobody reads it to its end."""


@dataclass(frozen=True)
class Contrast:
    """One alternative with the outcome behind it."""

    alternative: Alternative
    outcome: Outcome


@dataclass(frozen=True)
class _Change:
    question: Question
    before: Value
    after: Value
    cost: tuple[int, int, int]


def contrasts(content: Content, journey: Journey, role: Answers, answers: Answers, outcome: Outcome, day: date) -> tuple[Contrast, ...]:
    """The alternatives to a complete journey's outcome, cheapest first; none where nothing is stricter than it could be."""
    if outcome.concern == (0, 0, 0):
        return ()
    changes = sorted(_changes(journey), key=lambda change: change.cost)
    tried = [(change, judge_answers(content, journey.topic, role, answers.with_answer(change.question.id, change.after), day)) for change in changes]
    single = [_contrast(content, journey.topic, (change,), outcome, found) for change, found in tried if found and found.betters(outcome)]
    return tuple(single) or _pair(content, journey, role, answers, outcome, day, [change for change, found in tried if _no_worse(found, outcome)])


def _no_worse(found: Outcome | None, outcome: Outcome) -> bool:
    """Whether a change may be half of a pair: it adds no concern, no stop and no clash."""
    if found is None:
        return True
    return found.no_worse_than(outcome) and len(found.stops) <= len(outcome.stops) and len(found.incompatible) <= len(outcome.incompatible)


def _pair(content: Content, journey: Journey, role: Answers, answers: Answers, outcome: Outcome, day: date, changes: list[_Change]) -> tuple[Contrast, ...]:
    """The cheapest pair that betters the outcome, if there is one.

    A scale never gets lighter as it rises (that is proved), so where the furthest changes of two questions
    do not help together, nothing between does, and that pair of questions is left out.
    """

    def judged(pair: tuple[_Change, _Change]) -> Outcome | None:
        first, second = pair
        changed = answers.with_answer(first.question.id, first.after).with_answer(second.question.id, second.after)
        return judge_answers(content, journey.topic, role, changed, day)

    def betters(pair: tuple[_Change, _Change]) -> bool:
        found = judged(pair)
        return found is not None and found.betters(outcome)

    helpful = {_questions(pair) for pair in _pairs(_furthest(changes)) if betters(pair)}
    pairs = (pair for pair in _pairs(changes) if _questions(pair) in helpful)
    for pair in sorted(pairs, key=lambda pair: (pair[0].cost[0] + pair[1].cost[0], pair[0].cost, pair[1].cost)):
        found = judged(pair)
        if found and found.betters(outcome):
            return (_contrast(content, journey.topic, pair, outcome, found),)
    return ()


def _pairs(changes: list[_Change]) -> Iterator[tuple[_Change, _Change]]:
    return (pair for pair in combinations(changes, 2) if pair[0].question is not pair[1].question)


def _questions(pair: tuple[_Change, _Change]) -> frozenset[str]:
    return frozenset(change.question.id for change in pair)


def _furthest(changes: list[_Change]) -> list[_Change]:
    """Of a question on a scale, the changes to its lowest place; of any other, all of them."""
    lowest: dict[str, int] = {}
    for change in changes:
        at = _at(change)
        if at is not None:
            lowest[change.question.id] = min(at, lowest.get(change.question.id, at))
    return [change for change in changes if _at(change) in (None, lowest.get(change.question.id))]


def _at(change: _Change) -> int | None:
    """Where the changed answer stands on its question's scale; None where that says nothing."""
    option = change.question.by_option.get(change.after) if isinstance(change.after, str) else None
    return option.at if option and change.question.scale else None


def _changes(journey: Journey) -> Iterator[_Change]:
    for order, question in enumerate(journey.asked):
        if question.identity or question.id not in journey.facts.answers:
            continue
        before = journey.facts.answers[question.id]
        for after in _other_answers(journey, question, before):
            yield _Change(question, before, after, (question.cost, _distance(question, before, after), order))


def _other_answers(journey: Journey, question: Question, before: Value) -> Iterator[Value]:
    offered = [option.id for option in journey.offered(question) if not option.fact]
    if question.kind == "one":
        fact = isinstance(before, str) and before in question.by_option and question.by_option[before].fact
        yield from (o.id for o in journey.offered(question) if o.id != before and (before in o.instead_of if o.instead_of else not (o.fact or fact)))
    elif question.kind == "many":
        chosen = before if isinstance(before, tuple) else ()
        if chosen or before == NOT_SURE:
            yield ()
        if len(chosen) > 1:
            yield from (tuple(c for c in chosen if c != gone) for gone in chosen)
        yield from (tuple(o.id for o in question.options if o.id in chosen or o.id == added) for added in offered if added not in chosen)


def _distance(question: Question, before: Value, after: Value) -> int:
    if isinstance(before, tuple) or isinstance(after, tuple):
        return len(set(before) ^ set(after)) if isinstance(before, tuple) and isinstance(after, tuple) else 1
    options = question.by_option
    here = options[before].at if isinstance(before, str) and before in options else 0
    return abs(here - options[str(after)].at)


def _contrast(content: Content, topic: Topic, changes: tuple[_Change, ...], outcome: Outcome, found: Outcome) -> Contrast:
    changed = tuple(ChangedAnswer(c.question.id, c.before, c.after, _words(content, c, MOST_SAID // len(changes))) for c in changes)
    phrases = content.wording.phrases
    words = phrases["change_if"].format(change=phrases["change_and"].join(change.words for change in changed))
    return Contrast(Alternative(changed, words, _result(content, topic, outcome, found), found.answer), found)


def _words(content: Content, change: _Change, most: int) -> str:
    """How it would be, to follow an *If*: in the words made for it, `most` at once, or as the answer that would be given."""
    if change.after == NOT_SURE:
        return _as_answer(content, change)
    before, after = _chosen(change.before), _chosen(change.after)
    options = change.question.options
    parts = [o.as_dropped for o in options if o.id in before and o.id not in after] if change.question.kind == "many" else []
    parts += [o.as_change for o in options if o.id in after and o.id not in before]
    if len(parts) > most:
        return content.wording.phrases["change_all"].format(question=change.question.short)
    return content.wording.phrases["change_and"].join(parts) if parts and all(parts) else _as_answer(content, change)


def _chosen(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _as_answer(content: Content, change: _Change) -> str:
    answer = answer_words(content, change.question, change.after)
    return content.wording.phrases["change_answer"].format(question=change.question.short, answer=answer)


def _result(content: Content, topic: Topic, outcome: Outcome, found: Outcome) -> str:
    """What it would come to: the answer first, then each track, as far as they would be other ones."""
    parts: list[str] = []
    if found.answer is not outcome.answer:
        parts.append(content.wording.answers[found.answer.value])
    if found.level is not None and found.level != outcome.level:
        parts.append(level_words(content, found.level, topic))
    if found.severity and found.type and found.severity is not outcome.severity:
        parts.append(changed_conflict_words(content, found.type, found.severity))
    return " · ".join(part.rstrip(".") for part in parts)
