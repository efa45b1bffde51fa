"""An outcome with its reasons, steps, law, rights and words: the Assessment that people read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import (
    AgencyPart,
    Answer,
    AnswerGiven,
    Assessment,
    ConflictResult,
    ConflictType,
    Expected,
    NeutralityResult,
    Reason,
    Right,
    Severity,
    StatutoryStep,
    Step,
    StepStatus,
    Stop,
    Track,
)
from coi_app.rules.conditions import Condition, Facts, holds
from coi_app.rules.content import Content
from coi_app.rules.contrast import Contrast, contrasts
from coi_app.rules.dated import as_cited_on
from coi_app.rules.joining import in_sentences, said_once, told_whole
from coi_app.rules.journey import Journey, walk
from coi_app.rules.law import coming, with_amounts
from coi_app.rules.positions import feeding, position_reasons
from coi_app.rules.rulings import AnswerRule, Incompatible, Rule, StatuteRule, StepRule
from coi_app.rules.triage import Outcome, judge
from coi_app.rules.wording import answer_headline, conflict_words, given, level_words

R = TypeVar("R", bound=Rule)


def assess(content: Content, topic_id: str, role: Answers, answers: Answers, day: date, *, with_changes: bool = True) -> Assessment:
    """The whole result for one interest on a day; the same answers under the same content always give the same.

    `with_changes` also works out what would change the result, which takes many more outcomes.
    """
    journey = walk(content, content.topic(topic_id), role, answers)
    said = content.said_to(journey.facts)
    if said is not content:
        content, journey = said, walk(said, said.topic(topic_id), role, answers)
    if not journey.complete:
        return as_cited_on(day, _partial(content, journey, day))
    outcome = judge(content, journey, day)
    found = contrasts(content, journey, role, answers, outcome, day) if with_changes else ()
    return as_cited_on(day, _complete(content, journey, outcome, found, day))


def _partial(content: Content, journey: Journey, day: date) -> Assessment:
    return Assessment(
        content_version=content.version, topic=journey.topic.id, day=day, complete=False, answer=None,
        headline=answer_headline(content, None, None), fine_version=None, journey=_given(content, journey),
        unanswered=tuple(q.id for q in journey.unanswered), ignored=journey.ignored, not_sure=journey.not_sure,
        neutrality=None, conflict=None, links=(), changes=(), stops=(), statute=(), steps=(), rights=_rights(content, journey, day), next=(),
    )


def _complete(content: Content, journey: Journey, outcome: Outcome, found: tuple[Contrast, ...], day: date) -> Assessment:
    facts = journey.facts
    fine = _fine_version(content, outcome)
    return Assessment(
        content_version=content.version, topic=journey.topic.id, day=day, complete=True, answer=outcome.answer,
        headline=_headline(content, facts, outcome, fine), fine_version=fine, journey=_given(content, journey),
        unanswered=(), ignored=journey.ignored, not_sure=journey.not_sure,
        neutrality=_neutrality(content, journey, outcome, found), conflict=_conflict(content, journey, outcome, found),
        links=tuple(rule.because for rule in _firing(content.links, facts, day)), changes=tuple(c.alternative for c in found),
        stops=_stops(outcome),
        statute=tuple(_statutory_step(content, rule, day) for rule in _kept(content.statute, journey, day)),
        steps=_steps(content, journey, day), rights=_rights(content, journey, day),
        next=tuple(rule.because for rule in _firing(content.next, facts, day)), agency=_agency(content, journey, outcome, day),
    )


def _agency(content: Content, journey: Journey, outcome: Outcome, day: date) -> AgencyPart | None:
    """What the agency's layer has to do with the result; None where there is none, or it has nothing to say."""
    layer, track = content.agency, journey.topic.tracks[0]
    if layer is None:
        return None
    fired = {rule.id: rule for rule in (*outcome.neutrality_rules, *outcome.conflict_rules, *outcome.incompatible, *outcome.answer_rules)}
    steps = [own for rule in content.steps for own in (*rule.firmer, rule) if own in _firing((own,), journey.facts, day)]
    own = [rule for rule in (*fired.values(), *steps) if rule.id in {one.id for one in layer.rules}]
    rules = tuple(Reason(rule.id, rule.because, _cited(content, journey, rule.when), rule.source, getattr(rule, "track", track)) for rule in own)
    expected = tuple(Expected(one.words, one.source) for one in layer.expected_of(journey.topic.id))
    return AgencyPart(layer.agency, layer.version, rules, expected, _without(content, outcome)) if rules or expected else None


def _without(content: Content, outcome: Outcome) -> str:
    """The result without the agency's layer, in the words of the screen, where it is another one."""
    base = outcome.base
    if base is None or base.concern == outcome.concern:
        return ""
    level = level_words(content, base.level) if base.level is not None and base.level != outcome.level else ""
    conflict = conflict_words(content, base.type, base.severity) if base.type and base.severity and base.severity is not outcome.severity else ""
    return " · ".join(part for part in (content.wording.answers[base.answer.value].rstrip(".") if base.answer is not outcome.answer else "", level, conflict) if part)


def _given(content: Content, journey: Journey) -> tuple[AnswerGiven, ...]:
    return tuple(given(content, question, value) for question, value in journey.facts.answers.items())


def _firing(rules: Iterable[R], facts: Facts, day: date) -> list[R]:
    return [rule for rule in rules if rule.in_force(day) and holds(rule.when, facts)]


def _kept(rules: Iterable[R], journey: Journey, day: date) -> list[R]:
    """The rules that hold, and those that would without an agency's layer: it takes none of them away."""
    if journey.base is None:
        return _firing(rules, journey.facts, day)
    cases = (journey.facts, journey.base.facts)
    return [rule for rule in rules if rule.in_force(day) and any(holds(rule.when, facts) for facts in cases)]


def _rights(content: Content, journey: Journey, day: date) -> tuple[Right, ...]:
    return tuple(Right(rule.id, rule.because, rule.source) for rule in _kept(content.rights, journey, day))


def _headline(content: Content, facts: Facts, outcome: Outcome, fine: str | None) -> str:
    """The answer as a sentence: three answers, and what people may take from them before anything is agreed."""
    if "nobodys_business" in facts.flags:
        return content.wording.headlines["nobodys_business"]
    if outcome.answer is Answer.GO_AHEAD_WITH_STEPS:
        if facts.scales["not_sure"]:
            return content.wording.headlines["open"]
        if outcome.severity is Severity.SIGNIFICANT and outcome.type is ConflictType.ACTUAL and not _is_agreed(facts):
            return content.wording.headlines["once_agreed"]
    return answer_headline(content, outcome.answer, fine)


def _is_agreed(facts: Facts) -> bool:
    """Whether the part that meets the work is in other hands already, or a plan is agreed."""
    done = facts.answers.get("already_in_place", ())
    return isinstance(done, tuple) and bool({"agreed_plan", "stood_aside"} & {*done}) or facts.answers.get("step_aside") == "arranged"


def _fine_version(content: Content, outcome: Outcome) -> str | None:
    """What would be fine instead: the version that does go together, then what has to change about how."""
    if outcome.answer is not Answer.NOT_AS_DESCRIBED:
        return None
    phrases = content.wording.phrases
    fixes = told_whole(rule.fix for rule in outcome.stops)
    if not outcome.incompatible:
        return phrases["fine_if" if len(fixes) == 1 else "fine_with"].format(fixes=in_sentences(fixes))
    first_of_each_track = {rule.track: rule.fine for rule in reversed(outcome.incompatible)}
    fine, *other = dict.fromkeys(first_of_each_track[track] for track in Track if track in first_of_each_track)
    both = phrases["fine_both"].format(fine=fine, other=other[0]) if other else fine
    return phrases["fine_also"].format(fine=both, fixes=in_sentences(fixes)) if fixes else both


def _stops(outcome: Outcome) -> tuple[Stop, ...]:
    """Each test that stops, with what several of them say alike said once."""
    words = said_once(rule.because for rule in outcome.stops)
    return tuple(Stop(rule.id, said, rule.fix, rule.source) for rule, said in zip(outcome.stops, words, strict=True))


def _neutrality(content: Content, journey: Journey, outcome: Outcome, found: tuple[Contrast, ...]) -> NeutralityResult | None:
    if outcome.level is None:
        return None
    reasons = _reasons(content, journey, outcome, Track.POLITICAL_NEUTRALITY)
    changes = tuple(c.alternative for c in found if c.outcome.level is not None and c.outcome.level < outcome.level)
    return NeutralityResult(outcome.level, level_words(content, outcome.level, journey.topic), reasons, changes)


def _conflict(content: Content, journey: Journey, outcome: Outcome, found: tuple[Contrast, ...]) -> ConflictResult | None:
    if outcome.severity is None or outcome.type is None:
        return None
    reasons = _reasons(content, journey, outcome, Track.CONFLICT_OF_INTEREST)
    changes = tuple(c.alternative for c in found if c.outcome.severity is not None and c.outcome.severity.rank < outcome.severity.rank)
    words = conflict_words(content, outcome.type, outcome.severity, unsure=bool(journey.not_sure))
    return ConflictResult(outcome.type, outcome.severity, words, reasons, changes)


def _reasons(content: Content, journey: Journey, outcome: Outcome, track: Track) -> tuple[Reason, ...]:
    """Where the scales of the track's table stand, unless an exemption came before them; then the rules that fired."""
    if track is Track.POLITICAL_NEUTRALITY:
        table, rules, exemptions = content.neutrality_table, outcome.neutrality_rules, content.exemptions
    else:
        table, rules, exemptions = content.conflict_table, outcome.conflict_rules, content.conflict_exemptions
    exempt = bool(rules) and rules[0] in exemptions
    base = () if exempt else position_reasons(content, journey, table.source, (table.rows, table.columns), track)
    return (*base, *_rule_reasons(content, journey, outcome, rules, track))


def _rule_reasons(content: Content, journey: Journey, outcome: Outcome, rules: tuple[Rule, ...], track: Track) -> tuple[Reason, ...]:
    clashes = [rule for rule in _told_once(outcome.incompatible) if rule.track is track]
    spoken: list[Rule] = [*rules, *clashes]
    if not outcome.incompatible and not outcome.stops:
        spoken += [rule for rule in outcome.answer_rules if _track_of(rule, journey.facts) is track]
    return tuple(Reason(rule.id, rule.because, _cited(content, journey, rule.when), rule.source, track) for rule in spoken)


def _told_once(clashes: tuple[Incompatible, ...]) -> tuple[Incompatible, ...]:
    """Of the rules that tell the same fact, the first: the strongest says it."""
    first = {rule.tells or rule.id: rule for rule in reversed(clashes)}
    return tuple(rule for rule in clashes if first[rule.tells or rule.id] is rule)


def _track_of(rule: AnswerRule, facts: Facts) -> Track:
    return rule.track if rule.track in facts.tracks else next(track for track in Track if track in facts.tracks)


def _cited(content: Content, journey: Journey, condition: Condition | None) -> tuple[AnswerGiven, ...]:
    """The answers that a rule looked at, in the order they were asked."""
    if condition is None:
        return ()
    answers = journey.facts.answers
    used = {q for q in condition.questions if q in answers}
    if "not_sure" in condition.scales:
        used.update(journey.not_sure)
    for scale_id in condition.scales & set(content.scales):
        used.update(feeding(content, journey, content.scales[scale_id]))
    return tuple(given(content, q, answers[q]) for q in answers if q in used)


def _statutory_step(content: Content, rule: StatuteRule, day: date) -> StatutoryStep:
    words = with_amounts(rule.because, content.thresholds, day)
    if rule.dated is None:
        return StatutoryStep(rule.id, words, None, None, rule.source, of=rule.of)
    first, last = rule.dated
    election = coming(content.elections, rule.elections, last, day)
    if election is None:
        return StatutoryStep(rule.id, f"{words} {content.wording.phrases['dates_unknown']}", None, None, rule.source, of=rule.of)
    return StatutoryStep(rule.id, words, election.dates.get(first), election.dates[last], rule.source, election.source, rule.of)


def _steps(content: Content, journey: Journey, day: date) -> tuple[Step, ...]:
    steps = [step for rule in content.steps if (step := _step(rule, journey, day))]
    return tuple(sorted(steps, key=lambda step: step.rung))


def _step(rule: StepRule, journey: Journey, day: date) -> Step | None:
    """The step as firm as the answers make it, or an agency on top of them; None where it is not offered, or done already."""
    if rule.done_when and rule.done_when.test(journey.facts):
        return None
    firmer = _firing(rule.firmer, journey.facts, day) if rule.firmer else []
    if not firmer and not (rule.in_force(day) and holds(rule.when, journey.facts)):
        return None
    firmness = _firmness(rule, journey.facts)
    if not firmer:
        return Step(rule.id, rule.rung, firmness, rule.title, rule.words, rule.because)
    found = [firmness, *(own.status for own in firmer)]
    because = " ".join((rule.because, *(own.because for own in firmer)))
    return Step(rule.id, rule.rung, min(found, key=list(StepStatus).index), rule.title, rule.words, because)


def _firmness(rule: StepRule, facts: Facts) -> StepStatus:
    if rule.required_when and rule.required_when.test(facts):
        return StepStatus.REQUIRED
    if rule.suggested_when and rule.suggested_when.test(facts):
        return StepStatus.SUGGESTED
    return StepStatus.CONSIDER
