"""Proofs about an agency's layer: journey by journey, with the content beneath it beside it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from math import prod

from coi_app.domain.answers import NOT_SURE, Answers, Value
from coi_app.domain.assessment import Assessment, StepStatus
from coi_app.rules.agency import is_own
from coi_app.rules.agency_limits import can_hold
from coi_app.rules.content import Content, Question, Topic
from coi_app.rules.explain import assess
from coi_app.rules.journey import Journey, walk
from coi_app.rules.proof import Proof
from coi_app.rules.triage import Outcome, judge

MOST_COMBINED = 300
"""How many combinations of the answers that an agency's rules look at are tried in a topic, from one base."""

Given = Mapping[str, Value]

FREER = "No result is freer with the agency's content than without it"
KEPT = "Every right, every step of the law and every stop test stays"
ASKED = "Everything that is asked without it is asked with it, and before it; what nobody is asked stays unasked"
TEXTS = "The words of results, what a manager never asks, and the tables and exemptions are as they were"

TITLES = (FREER, KEPT, ASKED, TEXTS)

MEND = "Look for `below` and `not` in your rules and for what your questions raise: a rule of yours can only ask for more."


def agency_proofs(content: Content, day: date) -> tuple[Proof, ...]:
    """What an agency's layer may never do, tried over journeys through every topic; there has to be a layer."""
    assert content.base
    return (*_journeys(content, content.base, day), _untouched(content, content.base))


def _journeys(content: Content, base: Content, day: date) -> tuple[Proof, ...]:
    there_are = sum(prod(len(values_of(question)) for question in content.asked_for(topic)) for topic in content.topics.values())
    cases, against, started = 0, dict[str, tuple[str, str]](), time.perf_counter()
    for topic in content.topics.values():
        under = base.topics[topic.like or topic.id]
        for given in journeys(content, topic):
            cases += 1
            for title, what in _against(content, base, topic, under, given, day):
                against.setdefault(title, (f"{topic.id}: {what}, with {_told(content, given, topic)}", what))
    seconds = (time.perf_counter() - started) / 3  # all three in one go
    return tuple(
        Proof(title, cases, against.get(title, ("", ""))[0], mend=MEND if title in against else "", seconds=seconds, there_are=there_are) for title in (FREER, KEPT, ASKED)
    )


def journeys(content: Content, topic: Topic) -> Iterator[Given]:
    """Answers to every question that a topic can ask: three bases with one answer changed, then the agency's questions and what its rules
    look at, in combination. Where nothing of the agency can reach a topic, the bases alone."""
    questions = content.asked_for(topic)
    values = {question.id: values_of(question)[:-1] for question in questions}
    bases = [{q: found[share * (len(found) - 1) // 2] for q, found in values.items()} for share in (0, 2, 1)]
    looked_at = {name for rule in (content.agency.rules if content.agency else ()) if rule.when for name in rule.when.questions}
    combined = [q for q in questions if q.id in looked_at or is_own(q.id)]
    reached = _reached(content, topic)
    for base in bases:
        yield base
        if not reached:
            continue
        yield from ({**base, question.id: value} for question in questions for value in values_of(question))
        yield from ({**base, **picked} for picked in _spread({question.id: values_of(question) for question in combined}))


def _reached(content: Content, topic: Topic) -> bool:
    rules = content.agency.rules if content.agency else ()
    return bool(topic.like) or any(is_own(question) for question in topic.questions) or any(rule.when and can_hold(content, rule.when.written, topic) for rule in rules)


def _spread(choices: Mapping[str, tuple[Value, ...]]) -> Iterator[Given]:
    """Combinations of answers, evenly spread over all of them where there are too many."""
    every = prod(len(values) for values in choices.values())
    for number in range(min(every, MOST_COMBINED)):
        place = number if every <= MOST_COMBINED else number * every // MOST_COMBINED
        picked: dict[str, Value] = {}
        for name, values in choices.items():
            place, at = divmod(place, len(values))
            picked[name] = values[at]
        yield picked


def values_of(question: Question) -> tuple[Value, ...]:
    """Every answer that is tried to a question; *not sure* is the last."""
    ids = tuple(option.id for option in question.options)
    if question.kind == "many":
        return ((), *((one,) for one in ids), ids, NOT_SURE)
    return (*(ids or ({"number": 1, "date": "2026-11-23"}.get(question.kind, "text"),)), NOT_SURE)


def _against(content: Content, base: Content, topic: Topic, under: Topic, given: Given, day: date) -> Iterator[tuple[str, str]]:
    """What speaks against the layer in one journey: the proof, and what happens."""
    role = Answers({q: value for q, value in given.items() if content.questions[q].table == "role"})
    answers = Answers(given)
    journey, plain = walk(content, topic, role, answers), walk(base, under, role, answers)
    asked = [question.id for question in journey.asked]
    if [question.id for question in plain.asked] != [question for question in asked if not is_own(question)]:
        yield ASKED, "another question of Declare's is asked, or none"
    if not plain.asked and asked:
        yield ASKED, "something is asked about what is nobody's business"
    if journey.complete and plain.complete:
        alone, without = _alone(content, journey, day), judge(base, plain, day)
        yield from ((FREER, what) for what in _freer(alone, without))
        if alone == without and journey.facts.scales == plain.facts.scales:
            return  # rights, law and steps look at what is the same
        before, after = (assess(one, on.id, role, answers, day, with_changes=False) for one, on in ((base, under), (content, topic)))
        yield from ((KEPT, what) for what in _lost(before, after))


def _alone(content: Content, journey: Journey, day: date) -> Outcome:
    """What the rules come to by themselves, without the net that would hold a result that is freer."""
    return judge(content, replace(journey, base=None), day)


def _freer(outcome: Outcome, base: Outcome) -> Iterator[str]:
    for what, after, before in zip(("answer", "level", "severity"), outcome.concern, base.concern, strict=True):
        if after < before:
            yield f"the {what} is lighter"


def _lost(before: Assessment, after: Assessment) -> Iterator[str]:
    lists = (("right", before.rights, after.rights), ("step of the law", before.statute, after.statute), ("stop test", before.stops, after.stops))
    for what, had, has in lists:
        yield from (f"the {what} {lost!r} is gone" for lost in sorted({one.id for one in had} - {one.id for one in has}))
    needed = {step.id for step in after.steps if step.status is StepStatus.REQUIRED}
    yield from (f"the step {step.id!r} is needed no longer" for step in before.steps if step.status is StepStatus.REQUIRED and step.id not in needed)


def _told(content: Content, given: Given, topic: Topic) -> str:
    """The answers of a case in short: those that an agency's rules and questions look at."""
    rules = content.agency.rules if content.agency else ()
    names = {name for rule in rules if rule.when for name in rule.when.questions} | {name for name in topic.questions if is_own(name)}
    said = [f"{name} = {value if isinstance(value, str | int) else list(value)}" for name, value in given.items() if name in names]
    return ", ".join(said) or "any answers"


def _untouched(content: Content, base: Content) -> Proof:
    """What there is no key for is the very same: compared, so that it is not only said."""
    names = (
        "wording", "conversation", "notice", "exemptions", "conflict_exemptions", "neutrality_table", "conflict_table", "stops", "statute", "rights", "links",
        "next", "ladder", "elections", "thresholds", "scales", "level_adjustments", "closeness_adjustments", "in_place", "type_rules",
    )
    changed = next((name for name in names if getattr(content, name) != getattr(base, name)), "")
    shadowed = next((q for q, question in base.questions.items() if content.questions[q] != question), "")
    return Proof(TEXTS, len(names) + len(base.questions), changed or shadowed)
