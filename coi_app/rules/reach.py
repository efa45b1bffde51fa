"""Whether everything in the content can happen: every question asked, every card offered, every rule in force fired.

A search over journeys, always in the same order. First every question at its first, its last and its middle card, with
one answer changed. Then, for each thing not seen yet, every combination of the answers that it looks at, up to a bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import prod
from random import Random
from typing import Any

from coi_app.domain.answers import NOT_SURE, Answers, Value
from coi_app.rules.conditions import Condition, holds
from coi_app.rules.content import Content, Question, Topic
from coi_app.rules.journey import Journey, walk
from coi_app.rules.rulings import Rule
from coi_app.rules.triage import Outcome, judge

MOST_JOURNEYS = 2_000
"""How many journeys are tried in a topic, from one base, for one thing that has not happened yet."""

RULE_LISTS = (
    "exemptions", "level_adjustments", "level_floors", "incompatible", "conflict_exemptions", "closeness_adjustments", "severity_floors", "type_rules", "in_place",
    "stops", "statute", "answer_rules", "steps", "links", "rights", "next",
)
"""The lists of rules of a content, by their names in it."""

WRITTEN_AS = {
    "exemptions": "exemption", "level_adjustments": "adjustment", "level_floors": "floor", "conflict_exemptions": "exemption", "closeness_adjustments": "adjustment",
    "severity_floors": "floor", "type_rules": "type", "stops": "stop", "answer_rules": "answer", "steps": "step", "links": "link", "rights": "right",
}
"""The name of a list as a content file writes it, where it is another."""


@dataclass(frozen=True, order=True)
class Happening:
    """Something that can happen in a journey: `what` happens to `which`, within `where`."""

    what: str
    which: str
    where: str = ""


def never(content: Content, day: date) -> tuple[Happening, ...]:
    """What is written in the content and never happens in any journey that was tried."""
    seen: set[Happening] = set()
    starts = bases(content)
    for topic in content.topics.values():
        questions = [question.id for question in content.asked_for(topic)]
        for base in starts:
            changed = ({**base, q: value} for q in questions for value in possible_values(content.questions[q]))
            for values in (base, *changed):
                seen.update(_happening(content, topic, values, day))
    return left_over(content, day, seen)


def left_over(content: Content, day: date, seen: Iterable[Happening]) -> tuple[Happening, ...]:
    """What is written in the content and has not been seen to happen, nor does where it is looked for by itself."""
    left = set(_wanted(content, day)).difference(seen)
    starts = bases(content)
    for happening in sorted(left):
        if happening in left:
            _search(content, happening, starts, left, day)
    return tuple(sorted(left))


def _search(content: Content, happening: Happening, starts: list[dict[str, Value]], left: set[Happening], day: date) -> None:
    """Take from what is left all that happens in the journeys in which this could."""
    looked_at = _looked_at_by(content, happening)
    first = _condition_of(content, happening)
    for topic in content.topics.values():
        if (happening.what == "asked" and topic.id != happening.where) or (first and not _could_hold(content, first.written, topic)):
            continue
        questions = [question for question in content.asked_for(topic) if question.id in looked_at]
        for base in starts:
            for values in _combined(questions):
                left.difference_update(_happening(content, topic, {**base, **{q.id: v for q, v in zip(questions, values, strict=True)}}, day))
            if happening not in left:
                return


def _combined(questions: list[Question]) -> Iterator[tuple[Value, ...]]:
    """Every combination of answers, or as many drawn by lot, always the same ones, where there are too many."""
    values = [tuple(possible_values(question)) for question in questions]
    if prod(len(each) for each in values) <= MOST_JOURNEYS:
        yield from product(*values)
        return
    lot = Random(0)
    yield from (tuple(lot.choice(each) for each in values) for _ in range(MOST_JOURNEYS))


def _looked_at_by(content: Content, happening: Happening) -> frozenset[str]:
    """The questions on which it depends whether something happens."""
    conditions = [_condition_of(content, happening)]
    found: set[str] = set()
    while conditions:
        condition = conditions.pop()
        new = (_questions_of(content, condition) if condition else set[str]()) - found
        found |= new
        conditions += [content.questions[q].asked_when for q in new]
    return frozenset(found)


def _condition_of(content: Content, happening: Happening) -> Condition | None:
    if happening.what == "fired":
        return next(rule for rule in rule_lists(content)[happening.where] if rule.id == happening.which).when
    if happening.what == "asked":
        return content.questions[happening.which].asked_when
    return content.questions[happening.where].by_option[happening.which].offered_when


def _could_hold(content: Content, written: Mapping[str, Any], topic: Topic) -> bool:
    """False where a condition cannot hold for a topic, whatever is answered."""
    if "all" in written:
        return all(_could_hold(content, part, topic) for part in written["all"])
    if "any" in written:
        return any(_could_hold(content, part, topic) for part in written["any"])
    if "flag" in written:
        return written["flag"] in topic.flags
    if "track" in written:
        return written["track"] in (*topic.tracks, *topic.joins)
    asked = content.asked_for(topic)
    if "is" in written or "any_of" in written:
        named = [written["is"]] if "is" in written else written["any_of"]
        return any(question.id == written["question"] and _could_be_chosen(content, question, named, topic) for question in asked)
    if written.get("at_least") and written["scale"] in content.scales:
        fed = _made_from(content, written["scale"])
        return bool(fed & topic.scales.keys()) or any(fed & question.moves for question in asked)
    return True


def _could_be_chosen(content: Content, question: Question, named: list[str], topic: Topic) -> bool:
    """Whether one of the cards named can be shown in a topic, as far as the topic tells."""
    cards = [question.by_option[name] for name in named if name in question.by_option]
    return len(cards) < len(named) or any(card.offered_when is None or _could_hold(content, card.offered_when.written, topic) for card in cards)


def _questions_of(content: Content, condition: Condition) -> set[str]:
    scales = set(condition.scales)
    if "level" in scales:
        scales |= {content.neutrality_table.rows, content.neutrality_table.columns}
    if scales & {"severity", "remaining"}:
        scales |= {content.conflict_table.rows, content.conflict_table.columns}
    fed = {part for scale in scales if scale in content.scales for part in _made_from(content, scale)}
    return {*condition.questions, *(q.id for q in content.questions.values() if fed & q.moves)}


def _made_from(content: Content, scale: str) -> set[str]:
    return {scale}.union(*(_made_from(content, part) for part in content.scales[scale].made_from))


def _wanted(content: Content, day: date) -> Iterator[Happening]:
    for topic in content.topics.values():
        yield from (Happening("asked", question, topic.id) for question in topic.questions)
    for question in content.questions.values():
        yield from (Happening("offered", option.id, question.id) for option in question.options)
    for name, rules in rule_lists(content).items():
        yield from (Happening("fired", rule.id, name) for rule in rules if rule.in_force(day))


def rule_lists(content: Content) -> Mapping[str, tuple[Rule, ...]]:
    """Every rule of the content, list by list."""
    return {name: tuple(getattr(content, name)) for name in RULE_LISTS}


def named_as_written(content: Content, rule: Rule) -> str:
    """A rule as a finding names it: `floor[hidden-help]`."""
    # By its kind and its id: the same rule of a narrowed content is another object.
    name = next(name for name, rules in rule_lists(content).items() if any(one is rule or (one.id == rule.id and type(one) is type(rule)) for one in rules))
    return f"{WRITTEN_AS.get(name, name)}[{rule.id}]"


def _happening(content: Content, topic: Topic, values: Mapping[str, Value], day: date) -> Iterator[Happening]:
    role = {q: value for q, value in values.items() if content.questions[q].table == "role"}
    # An answer to a question that is not asked does not count, so every question can have one.
    journey = walk(content, topic, Answers(role), Answers(values))
    for question in journey.asked:
        yield Happening("asked", question.id, topic.id)
        yield from (Happening("offered", option.id, question.id) for option in journey.offered(question))
    if is_possible(journey):
        outcome = judge(content, journey, day)
        yield from (Happening("fired", rule_id, name) for name, rule_id in fired(content, journey, outcome, day))


def is_possible(journey: Journey) -> bool:
    """Whether every card chosen was one that is shown."""
    return all(q.kind != "one" or journey.facts.answers[q.id] in (NOT_SURE, *(o.id for o in journey.offered(q))) for q in journey.asked)


def fired(content: Content, journey: Journey, outcome: Outcome, day: date) -> Iterator[tuple[str, str]]:
    """The rules that fire in a judged journey: the list each stands in, and its id. A step that is done already does not."""
    concluded = {id(rule) for rules in (outcome.neutrality_rules, outcome.conflict_rules, outcome.incompatible, outcome.stops, outcome.answer_rules) for rule in rules}
    for name, rules in rule_lists(content).items():
        if name in ("statute", "steps", "links", "rights", "next"):
            yield from ((name, rule.id) for rule in rules if rule.in_force(day) and holds(rule.when, journey.facts) and not _done(rule, journey))
        else:
            yield from ((name, rule.id) for rule in rules if id(rule) in concluded)


def _done(rule: Rule, journey: Journey) -> bool:
    done_when = getattr(rule, "done_when", None)
    return done_when is not None and holds(done_when, journey.facts)


def bases(content: Content) -> list[dict[str, Value]]:
    """An answer to every question there is: the first card, the last, and one in the middle."""
    values = {question.id: tuple(possible_values(question))[:-1] for question in content.questions.values()}
    return [{q: found[share * (len(found) - 1) // 2] for q, found in values.items()} for share in (0, 2, 1)]


def possible_values(question: Question) -> Iterator[Value]:
    """The answers that are tried for a question: each card, for many also none and all; *not sure* comes last."""
    ids = tuple(option.id for option in question.options)
    if question.kind == "many":
        yield ()
        yield from ((one,) for one in ids)
        yield ids[:2]
        yield ids
    elif ids:
        yield from ids
    else:
        yield {"number": 1, "date": "2026-11-23"}.get(question.kind, "text")
    yield NOT_SURE

