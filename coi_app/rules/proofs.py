"""Proofs about the content by enumeration: over all scale positions and flags, not by example.

A result is worked out for every combination of what the rules look at. Each proof says how many cases it
went through and names the first case against it, if there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from coi_app.domain.answers import NOT_SURE, Value
from coi_app.domain.assessment import Answer, Level, Severity, Track
from coi_app.rules.conditions import Facts
from coi_app.rules.content import Content, Topic
from coi_app.rules.journey import Journey, beginning, take
from coi_app.rules.proof import Proof
from coi_app.rules.triage import Outcome, judge

RISING = ("role", "activity", "overlap", "timing")
"""Raising any of these may never lower a level nor better an answer."""

BASES = ("public_service", "contractor", "police_sworn", "ministerial_staff", "board_member")
LEAVES = ("by_law", "no", NOT_SURE)


@dataclass(frozen=True)
class _Kind:
    """What the rules can see of a topic: topics alike in this have the same results."""

    topic: Topic
    fixed: tuple[tuple[str, Value], ...]


def all_proofs(content: Content, day: date, *, thorough: bool = False) -> tuple[Proof, ...]:
    """Every proof, in the order a reader would want them; a thorough one also crosses all flags with each other (minutes)."""
    return (
        prove_rising(content, day, thorough=thorough), prove_conflict_rising(content, day), prove_exempt(content, day), prove_stops(content, day),
        prove_not_sure(content, day), prove_mappings(content), prove_rules_see_only(content),
    )


def prove_rising(content: Content, day: date, *, thorough: bool = False) -> Proof:
    """Raising role, activity, overlap or timing never lowers a level or betters an answer, within one employment basis and leave.

    Every scale position is crossed with every other, under each flag by itself; a thorough proof crosses the flags too.
    """
    title = "Raising seniority, closeness to Ministers, scale, overlap or timing never lowers a level or betters an answer"
    cases = 0
    for kind in _kinds(content, thorough):
        grid = _grid(content, kind.topic)
        found: dict[tuple[int, ...], Outcome] = {}
        for places in product(*grid.values()):
            cases += 1
            outcome = _outcome(content, kind, dict(zip(grid, places, strict=True)), day)
            found[places] = outcome
            for axis in range(len(RISING)):
                below = (*places[:axis], places[axis] - 1, *places[axis + 1 :])
                if below in found and not _no_lower(outcome, found[below]):
                    return Proof(title, cases, f"{kind.topic.id} {kind.fixed} {below} → {places}")
    return Proof(title, cases)


def _no_lower(higher: Outcome, lower: Outcome) -> bool:
    return (higher.level or 0) >= (lower.level or 0) and higher.answer.rank >= lower.answer.rank


def _kinds(content: Content, thorough: bool) -> Iterator[_Kind]:
    """One topic for each set of flags and starting places, with every employment, leave and flag that a rule looks at."""
    seen: set[tuple[object, ...]] = set()
    for topic in content.topics.values():
        if Track.POLITICAL_NEUTRALITY not in topic.tracks:
            continue
        key = (topic.flags, tuple(sorted(topic.scales.items())), "tone" in topic.questions, "whose_act" in topic.questions, "paid" in topic.questions)
        if key in seen:
            continue
        seen.add(key)
        choices = list(_fixed_answers(content, topic))
        for fixed in product(*choices) if thorough else _one_at_a_time(choices):
            yield _Kind(topic, tuple(pair for pair in fixed if pair))


_Pick = tuple[str, Value] | None


def _one_at_a_time(choices: list[list[_Pick]]) -> Iterator[tuple[_Pick, ...]]:
    plain = [options[0] for options in choices]
    yield tuple(plain)
    for place, options in enumerate(choices):
        yield from ((*plain[:place], option, *plain[place + 1 :]) for option in options[1:])


def _fixed_answers(content: Content, topic: Topic) -> Iterator[list[_Pick]]:
    yield [("employment", basis) for basis in BASES]
    yield [None, *(("powers", (option.id,)) for option in content.questions["powers"].options if option.at >= 2)]
    if "leave" in topic.questions:
        yield [("leave", leave) for leave in LEAVES]
    for question in ("whose_act", "paid", "tone"):
        if question in topic.questions:
            options = content.questions[question].options
            yield [(question, option.id) for option in options]
    yield [None, ("already_in_place", ("told_manager",))]


def _grid(content: Content, topic: Topic) -> dict[str, range]:
    sizes = {scale: len(content.scales[scale].positions) for scale in RISING}
    return {scale: range(topic.scales.get(scale, 0), sizes[scale]) for scale in RISING}


def _outcome(content: Content, kind: _Kind, places: dict[str, int], day: date) -> Outcome:
    facts = _facts(content, kind.topic, kind.fixed)
    for scale, at in places.items():
        facts.scales[scale] = max(at, facts.scales.get(scale, 0))
    return _judged(content, kind.topic, facts, day)


def _facts(content: Content, topic: Topic, answers: Iterable[tuple[str, Value]]) -> Facts:
    """Where these answers alone put a topic."""
    facts = beginning(topic)
    for question, value in answers:
        take(content, content.questions[question], value, facts)
    return facts


def _judged(content: Content, topic: Topic, facts: Facts, day: date) -> Outcome:
    return judge(content, Journey(topic, (), (), (), facts), day)


def prove_conflict_rising(content: Content, day: date) -> Proof:
    """Raising closeness or duty never lowers a severity or betters an answer; having told or stepped aside never worsens one."""
    title = "Raising closeness or duty never lowers a severity or betters an answer, and steps taken never worsen one"
    topics = [topic for topic in content.topics.values() if "interest" in topic.flags]
    closeness, duty = (range(len(content.scales[s].positions)) for s in ("closeness", "duty"))
    cases = 0
    for topic in topics:
        for fixed in product(["now", "later", "looks"], ["arranged", "could", "hardly", "core"], [(), ("told_manager",), ("told_manager", "stood_aside")]):
            found: dict[tuple[int, int], Outcome] = {}
            for place in product(closeness, duty):
                cases += 1
                found[place] = outcome = _conflict_outcome(content, topic, fixed, place, day)
                for below in ((place[0] - 1, place[1]), (place[0], place[1] - 1)):
                    if below in found and not found[below].no_worse_than(outcome):
                        return Proof(title, cases, f"{topic.id} {fixed} {below} → {place}")
                eased = _conflict_outcome(content, topic, (*fixed[:2], ("told_manager", "stood_aside")), place, day)
                if eased.answer.rank > outcome.answer.rank:
                    return Proof(title, cases, f"{topic.id} {fixed} {place}")
    return Proof(title, cases)


def _conflict_outcome(content: Content, topic: Topic, fixed: tuple[str, str, tuple[str, ...]], place: tuple[int, int], day: date) -> Outcome:
    facts = _facts(content, topic, zip(("meet", "step_aside", "already_in_place"), fixed, strict=True))
    facts.scales.update(closeness=place[0], duty=place[1])
    return _judged(content, topic, facts, day)


def prove_exempt(content: Content, day: date) -> Proof:
    """Union, professional body, vote and opinion are always L0, whatever the role, and ask nothing."""
    title = "Union, professional body, vote and opinion are always L0, go ahead, never asked about and never declared"
    topics = [topic for topic in content.topics.values() if "nobodys_business" in topic.flags]
    questions = [question for question in content.role_questions if question.kind == "one"]
    cases = 0
    for topic in topics:
        for role in product(*(question.options for question in questions)):
            cases += 1
            chosen = [(question.id, option.id) for question, option in zip(questions, role, strict=True)]
            outcome = _judged(content, topic, _facts(content, topic, chosen), day)
            if outcome.level not in (None, Level.L0) or outcome.severity not in (None, Severity.NONE) or outcome.answer is not Answer.GO_AHEAD or content.asked_for(topic) or topic.declarable:
                return Proof(title, cases, topic.id)
    return Proof(title, cases)


def prove_stops(content: Content, day: date) -> Proof:
    """A stop or conduct test never changes a level, a severity or a type, and always makes the answer *not in this form*."""
    return _prove_over_flags(content, day, _flags_of_stops(content), "Stops never change a level or a severity, and always mean: not in this form", _stop_holds)


def _flags_of_stops(content: Content) -> dict[str, list[Value]]:
    return {q: [(option.id,) for option in content.questions[q].options] for q in ("conduct", "conduct_interest")}


def _stop_holds(plain: Outcome, changed: Outcome) -> bool:
    return (plain.level, plain.severity, plain.type) == (changed.level, changed.severity, changed.type) and changed.answer is Answer.NOT_AS_DESCRIBED


def prove_not_sure(content: Content, day: date) -> Proof:
    """*Not sure* never yields *go ahead*."""
    flags: dict[str, list[Value]] = {q.id: [NOT_SURE] for q in content.questions.values()}
    return _prove_over_flags(content, day, flags, "Not sure never yields go ahead", lambda plain, changed: changed.answer is not Answer.GO_AHEAD)


def _prove_over_flags(content: Content, day: date, flags: dict[str, list[Value]], title: str, holds: Callable[[Outcome, Outcome], bool]) -> Proof:
    cases = 0
    for topic in content.topics.values():
        table = content.neutrality_table if Track.POLITICAL_NEUTRALITY in topic.tracks else content.conflict_table
        asked = {question.id for question in content.asked_for(topic)}
        for place in product(*(range(len(content.scales[scale].positions)) for scale in (table.rows, table.columns))):
            places = {table.rows: place[0], table.columns: place[1]}
            plain = _flagged(content, topic, places, [], day)
            for question, value in ((q, v) for q, values in flags.items() if q in asked for v in values):
                cases += 1
                if not holds(plain, _flagged(content, topic, places, [(question, value)], day)):
                    return Proof(title, cases, f"{topic.id} {question} {place}")
    return Proof(title, cases)


def _flagged(content: Content, topic: Topic, places: dict[str, int], answers: list[tuple[str, Value]], day: date) -> Outcome:
    facts = beginning(topic)
    for scale, at in places.items():
        facts.scales[scale] = max(at, facts.scales.get(scale, 0))
    for question, value in answers:
        take(content, content.questions[question], value, facts)
    return _judged(content, topic, facts, day)


def prove_mappings(content: Content) -> Proof:
    """Each question puts its cards on its scale in the order they are shown, never past its end."""
    title = "Each question's cards stand on its scale, the rising ones in order"
    cases = 0
    for question in content.questions.values():
        if not question.scale:
            continue
        for option in question.options:
            cases += 1
            if any(not 0 <= at < len(content.scales[scale].positions) for scale, at in question.places(option).items()):
                return Proof(title, cases, f"{question.id} {option.id}")
        in_order = [option.at for option in question.options]
        if question.id in ("seniority", "ministers", "overlap", "reach", "recognition", "tone", "duty") and in_order != sorted(in_order):
            return Proof(title, cases, f"{question.id} is not in order")
    return Proof(title, cases)


def prove_rules_see_only(content: Content) -> Proof:
    """The rules for level and answer look at the role as one scale, so what is proved of it holds for each of its parts."""
    title = "The rules see role and activity as one scale each"
    rules = (*content.exemptions, *content.level_adjustments, *content.level_floors, *content.incompatible, *content.answer_rules)
    for rule in rules:
        seen = rule.when.scales if rule.when else frozenset[str]()
        if seen & {"seniority", "ministers", "powers", "reach", "recognition"}:
            return Proof(title, len(rules), rule.id)
    return Proof(title, len(rules))
