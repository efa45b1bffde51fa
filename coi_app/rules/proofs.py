"""Proofs about the content by enumeration: over all scale positions and flags, not by example.

A result is worked out for every combination of what the rules look at. Each proof says how many cases it
went through and names the first case against it, if there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from coi_app.domain.answers import NOT_SURE, Value
from coi_app.domain.assessment import Answer, Level, Track
from coi_app.rules.conditions import Condition, Facts
from coi_app.rules.content import Content, Topic
from coi_app.rules.journey import Journey, take
from coi_app.rules.triage import Outcome, judge

RISING = ("role", "activity", "overlap", "timing")
"""Raising any of these may never lower a level nor better an answer."""

BASES = ("public_service", "contractor", "police_sworn", "ministerial_staff", "board_member")
LEAVES = ("by_law", "no", NOT_SURE)


@dataclass(frozen=True)
class Proof:
    """What was proved, over how many cases, and the first case against it (empty where there is none)."""

    title: str
    cases: int
    against: str = ""

    @property
    def holds(self) -> bool:
        """Whether no case spoke against it, and there were cases."""
        return not self.against and self.cases > 0


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
                    return Proof("raising never lowers", cases, f"{kind.topic.id} {kind.fixed} {below} → {places}")
    return Proof("Raising seniority, closeness to Ministers, scale, overlap or timing never lowers a level or betters an answer", cases)


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
    facts = Facts(kind.topic.id, kind.topic.flags, frozenset(kind.topic.tracks), {}, dict(kind.topic.scales))
    for question, value in kind.fixed:
        take(content, content.questions[question], value, facts)
    for scale, at in places.items():
        facts.scales[scale] = max(at, facts.scales.get(scale, 0))
    return judge(content, Journey(kind.topic, (), (), (), facts), day)


def prove_conflict_rising(content: Content, day: date) -> Proof:
    """Raising closeness or duty never lowers a severity or betters an answer; having told or stepped aside never worsens one."""
    topics = [content.topics[t] for t in content.topics if "interest" in content.topics[t].flags]
    closeness, duty = (range(len(content.scales[s].positions)) for s in ("closeness", "duty"))
    cases = 0
    for topic in topics:
        for fixed in product(["now", "later", "looks"], ["arranged", "could", "hardly", "core"], [(), ("told_manager",), ("told_manager", "stood_aside")]):
            found: dict[tuple[int, int], Outcome] = {}
            for place in product(closeness, duty):
                cases += 1
                found[place] = outcome = _conflict_outcome(content, topic, fixed, place, day)
                for below in ((place[0] - 1, place[1]), (place[0], place[1] - 1)):
                    if below in found and not all(a >= b for a, b in zip(outcome.concern, found[below].concern, strict=True)):
                        return Proof("closeness and duty never lower", cases, f"{topic.id} {fixed} {below} → {place}")
                eased = _conflict_outcome(content, topic, (*fixed[:2], ("told_manager", "stood_aside")), place, day)
                if eased.answer.rank > outcome.answer.rank:
                    return Proof("steps taken never worsen", cases, f"{topic.id} {fixed} {place}")
    return Proof("Raising closeness or duty never lowers a severity or betters an answer, and steps taken never worsen one", cases)


def _conflict_outcome(content: Content, topic: Topic, fixed: tuple[str, str, tuple[str, ...]], place: tuple[int, int], day: date) -> Outcome:
    facts = Facts(topic.id, topic.flags, frozenset(topic.tracks), {}, {**topic.scales, "closeness": place[0], "duty": place[1]})
    for question, value in zip(("meet", "step_aside", "already_in_place"), fixed, strict=True):
        take(content, content.questions[question], value, facts)
    return judge(content, Journey(topic, (), (), (), facts), day)


def prove_exempt(content: Content, day: date) -> Proof:
    """Union, professional body, vote and opinion are always L0, whatever the role, and ask nothing."""
    topics = [topic for topic in content.topics.values() if "nobodys_business" in topic.flags]
    cases = 0
    for topic in topics:
        for role in product(*(q.options for q in content.role_questions if q.kind == "one")):
            cases += 1
            facts = Facts(topic.id, topic.flags, frozenset(topic.tracks), {}, dict(topic.scales))
            for question, option in zip((q for q in content.role_questions if q.kind == "one"), role, strict=True):
                take(content, question, option.id, facts)
            outcome = judge(content, Journey(topic, (), (), (), facts), day)
            if outcome.level is not Level.L0 or outcome.answer is not Answer.GO_AHEAD or content.asked_for(topic) or topic.declarable:
                return Proof("exempt topics", cases, topic.id)
    return Proof("Union, professional body, vote and opinion are always L0, go ahead, never asked about and never declared", cases)


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
        rows, columns = (content.neutrality_table.rows, content.neutrality_table.columns) if Track.POLITICAL_NEUTRALITY in topic.tracks else (content.conflict_table.rows, content.conflict_table.columns)
        asked = {question.id for question in content.asked_for(topic)}
        for place in product(range(len(content.scales[rows].positions)), range(len(content.scales[columns].positions))):
            plain = _flagged(content, topic, {rows: place[0], columns: place[1]}, None, day)
            for question, value in ((q, v) for q, values in flags.items() if q in asked for v in values):
                cases += 1
                changed = _flagged(content, topic, {rows: place[0], columns: place[1]}, (question, value), day)
                if not holds(plain, changed):
                    return Proof(title, cases, f"{topic.id} {question} {place}")
    return Proof(title, cases)


def _flagged(content: Content, topic: Topic, places: dict[str, int], answer: tuple[str, Value] | None, day: date) -> Outcome:
    facts = Facts(topic.id, topic.flags, frozenset(topic.tracks), {}, {**topic.scales, **{s: max(at, topic.scales.get(s, 0)) for s, at in places.items()}})
    if answer:
        take(content, content.questions[answer[0]], answer[1], facts)
    return judge(content, Journey(topic, (), (), (), facts), day)


def prove_mappings(content: Content) -> Proof:
    """Each question puts its cards on its scale in the order they are shown, never past its end."""
    cases = 0
    for question in content.questions.values():
        if not question.scale:
            continue
        last = len(content.scales[question.scale].positions) - 1
        for option in question.options:
            cases += 1
            if not 0 <= option.at <= last or any(not 0 <= at < len(content.scales[s].positions) for s, at in option.also.items()):
                return Proof("mappings", cases, f"{question.id} {option.id}")
        in_order = [option.at for option in question.options]
        if question.id in ("seniority", "ministers", "overlap", "reach", "recognition", "tone", "duty") and in_order != sorted(in_order):
            return Proof("mappings", cases, f"{question.id} is not in order")
    return Proof("Each question's cards stand on its scale, the rising ones in order", cases)


def prove_rules_see_only(content: Content) -> Proof:
    """The rules for level and answer look at the role as one scale, so what is proved of it holds for each of its parts."""
    rules = (*content.exemptions, *content.level_adjustments, *content.level_floors, *content.incompatible, *content.answer_rules)
    for rule in rules:
        seen = rule.when.scales if isinstance(rule.when, Condition) else frozenset[str]()
        if seen & {"seniority", "ministers", "powers", "reach", "recognition"}:
            return Proof("parts of the role", len(rules), rule.id)
    return Proof("The rules see role and activity as one scale each", len(rules))
