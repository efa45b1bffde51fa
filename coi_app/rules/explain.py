"""An outcome with its reasons, steps, law, rights and words: the Assessment that people read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import (
    Answer,
    AnswerGiven,
    Assessment,
    ConflictResult,
    NeutralityResult,
    Reason,
    Right,
    StatutoryStep,
    Step,
    StepStatus,
    Stop,
    Track,
)
from coi_app.rules.conditions import Condition, Facts, holds
from coi_app.rules.content import AnswerRule, Content, Question, Rule, Scale, StatuteRule, StepRule, Topic
from coi_app.rules.contrast import Contrast, contrasts
from coi_app.rules.journey import Journey, walk
from coi_app.rules.triage import Outcome, judge
from coi_app.rules.wording import answer_headline, conflict_words, given, level_words

R = TypeVar("R", bound=Rule)


def assess(content: Content, topic_id: str, role: Answers, answers: Answers, day: date, *, with_changes: bool = True) -> Assessment:
    """The whole result for one interest on a day; the same answers under the same content always give the same.

    `with_changes` also works out what would change the result, which takes many more outcomes.
    """
    topic = content.topic(topic_id)
    journey = walk(content, topic, role, answers)
    if not journey.complete:
        return _partial(content, journey, day)
    outcome = judge(content, journey, day)
    found = contrasts(content, journey, role, answers, outcome, day) if with_changes else ()
    return _complete(content, journey, outcome, found, day)


def _partial(content: Content, journey: Journey, day: date) -> Assessment:
    return Assessment(
        content_version=content.version, topic=journey.topic.id, day=day, complete=False, answer=None,
        headline=answer_headline(content, None, None), fine_version=None, journey=_given(content, journey),
        unanswered=tuple(q.id for q in journey.unanswered), ignored=journey.ignored, not_sure=journey.not_sure,
        neutrality=None, conflict=None, links=(), changes=(), stops=(), statute=(), steps=(), rights=_rights(content, journey.facts, day), next=(),
    )


def _complete(content: Content, journey: Journey, outcome: Outcome, found: tuple[Contrast, ...], day: date) -> Assessment:
    facts = journey.facts
    fine = _fine_version(outcome)
    return Assessment(
        content_version=content.version, topic=journey.topic.id, day=day, complete=True, answer=outcome.answer,
        headline=_headline(content, journey.topic, outcome, fine), fine_version=fine, journey=_given(content, journey),
        unanswered=(), ignored=journey.ignored, not_sure=journey.not_sure,
        neutrality=_neutrality(content, journey, outcome, found), conflict=_conflict(content, journey, outcome, found),
        links=tuple(rule.because for rule in _firing(content.links, facts, day)), changes=tuple(c.alternative for c in found),
        stops=tuple(Stop(rule.id, rule.because, rule.fix, rule.source) for rule in outcome.stops),
        statute=tuple(_statutory_step(content, rule, day) for rule in _firing(content.statute, facts, day)),
        steps=_steps(content, facts, day), rights=_rights(content, facts, day),
        next=tuple(rule.because for rule in _firing(content.next, facts, day)),
    )


def _given(content: Content, journey: Journey) -> tuple[AnswerGiven, ...]:
    return tuple(given(content, question, value) for question, value in journey.facts.answers.items())


def _firing(rules: Iterable[R], facts: Facts, day: date) -> list[R]:
    return [rule for rule in rules if rule.in_force(day) and holds(rule.when, facts)]


def _rights(content: Content, facts: Facts, day: date) -> tuple[Right, ...]:
    return tuple(Right(rule.id, rule.because, rule.source) for rule in _firing(content.rights, facts, day))


def _headline(content: Content, topic: Topic, outcome: Outcome, fine: str | None) -> str:
    if "nobodys_business" in topic.flags:
        return content.wording.headlines["nobodys_business"]
    return answer_headline(content, outcome.answer, fine)


def _fine_version(outcome: Outcome) -> str | None:
    """What would be fine instead: the version that does go together, then what has to change about how."""
    if outcome.answer is not Answer.NOT_AS_DESCRIBED:
        return None
    fixes = " and ".join(dict.fromkeys(rule.fix for rule in outcome.stops))
    if not outcome.incompatible:
        return f"the same, if you {fixes}"
    first_of_each_track = {rule.track: rule.fine for rule in reversed(outcome.incompatible)}
    fine = "; and ".join(first_of_each_track[track] for track in Track if track in first_of_each_track)
    return f"{fine}, if you {fixes}" if fixes else fine


def _neutrality(content: Content, journey: Journey, outcome: Outcome, found: tuple[Contrast, ...]) -> NeutralityResult | None:
    if outcome.level is None:
        return None
    track = Track.POLITICAL_NEUTRALITY
    exempt = bool(outcome.neutrality_rules) and outcome.neutrality_rules[0] in content.exemptions
    base = () if exempt else tuple(
        _position_reason(content, journey, scale, content.neutrality_table.source.id, track)
        for scale in (content.neutrality_table.rows, content.neutrality_table.columns)
    )
    reasons = (*base, *_rule_reasons(content, journey, outcome, outcome.neutrality_rules, track))
    changes = tuple(c.alternative for c in found if c.outcome.level is not None and c.outcome.level < outcome.level)
    return NeutralityResult(outcome.level, level_words(content, outcome.level), reasons, changes)


def _conflict(content: Content, journey: Journey, outcome: Outcome, found: tuple[Contrast, ...]) -> ConflictResult | None:
    if outcome.severity is None or outcome.type is None:
        return None
    track = Track.CONFLICT_OF_INTEREST
    exempt = bool(outcome.conflict_rules) and outcome.conflict_rules[0] in content.conflict_exemptions
    base = () if exempt else tuple(
        _position_reason(content, journey, scale, content.conflict_table.source.id, track)
        for scale in (content.conflict_table.rows, content.conflict_table.columns)
    )
    reasons = (*base, *_rule_reasons(content, journey, outcome, outcome.conflict_rules, track))
    changes = tuple(c.alternative for c in found if c.outcome.severity is not None and c.outcome.severity.rank < outcome.severity.rank)
    return ConflictResult(outcome.type, outcome.severity, conflict_words(content, outcome.type, outcome.severity), reasons, changes)


def _rule_reasons(content: Content, journey: Journey, outcome: Outcome, rules: tuple[Rule, ...], track: Track) -> tuple[Reason, ...]:
    clashes = [rule for rule in outcome.incompatible if rule.track is track]
    spoken: list[Rule] = [*rules, *clashes]
    if not outcome.incompatible and not outcome.stops:
        spoken += [rule for rule in outcome.answer_rules if _track_of(rule, journey.topic) is track]
    return tuple(Reason(rule.id, rule.because, _cited(content, journey, rule.when), rule.source, track) for rule in spoken)


def _track_of(rule: AnswerRule, topic: Topic) -> Track:
    return rule.track if rule.track in topic.tracks else topic.tracks[0]


def _position_reason(content: Content, journey: Journey, scale_id: str, rule: str, track: Track) -> Reason:
    """Why a scale stands where it does: the answers that put it there, in the words of their cards."""
    scale = content.scales[scale_id]
    at = journey.facts.scales.get(scale_id, 0)
    feeding = _feeding(content, journey, scale, at)
    spoken = [option for option in (_spoken(content, journey, question, scale, at) for question in feeding) if option]
    because = _from_topic(journey, scale, at) or " ".join(spoken)
    if not because and (unsure := _unsure_of(content, journey, scale)):
        # What a person is not sure of is never told them as a fact.
        feeding, because = unsure, content.wording.phrases["not_sure_reason"].format(questions=", ".join(content.questions[q].short for q in unsure))
    because = because or _fallback(content, journey, scale, at)
    return Reason(f"{rule}-{scale_id}-{at}", because, tuple(given(content, q, journey.facts.answers[q]) for q in feeding), scale.source, track)


def _unsure_of(content: Content, journey: Journey, scale: Scale) -> tuple[str, ...]:
    """The questions answered *not sure* that could have moved this scale."""
    return tuple(q for q in journey.not_sure if any(_leads(content, name, scale) for name in _scales_of(content.questions[q])))


def _scales_of(question: Question) -> set[str]:
    return {name for name in (question.scale, *(name for option in question.options for name in option.also)) if name}


def _leads(content: Content, name: str, scale: Scale) -> bool:
    return name == scale.id or any(_leads(content, derived.id, scale) for derived in content.derived_from[name])


def _from_topic(journey: Journey, scale: Scale, at: int) -> str:
    return journey.topic.because.get(scale.id, "") if journey.topic.scales.get(scale.id, 0) == at else ""


def _fallback(content: Content, journey: Journey, scale: Scale, at: int) -> str:
    if scale.id == "duty" and "overlap" in journey.facts.answers:
        overlap = journey.facts.answers["overlap"]
        option = content.questions["overlap"].by_option.get(str(overlap))
        return option.as_reason if option and option.as_reason else scale.positions[at].because
    return scale.positions[at].because


def _feeding(content: Content, journey: Journey, scale: Scale, at: int) -> tuple[str, ...]:
    """The questions whose answers put the scale at this position; none where the topic alone does."""
    found: list[str] = []
    for question_id, value in journey.facts.answers.items():
        question = content.questions[question_id]
        chosen = value if isinstance(value, tuple) else (str(value),)
        if any(_reaches(content, question.scale, dict(option.also), option.at, scale, at) for option in question.options if option.id in chosen):
            found.append(question_id)
    return tuple(found)


def _reaches(content: Content, own: str | None, also: dict[str, int], at_own: int, scale: Scale, at: int) -> bool:
    places = {**also, **({own: at_own} if own else {})}
    for name, place in places.items():
        if name == scale.id and place == at:
            return True
        for derived in content.derived_from[name]:
            if derived.id == scale.id and (derived.combine == "table" or place == at):
                return True
            if derived.combine == "table" and any(d.id == scale.id for d in content.derived_from[derived.id]):
                return True
    return False


def _spoken(content: Content, journey: Journey, question_id: str, scale: Scale, at: int) -> str:
    question = content.questions[question_id]
    value = journey.facts.answers[question_id]
    chosen = value if isinstance(value, tuple) else (str(value),)
    options = [option for option in question.options if option.id in chosen]
    return " ".join(o.as_reason for o in options if o.as_reason and _reaches(content, question.scale, dict(o.also), o.at, scale, at) and (at > 0 or scale.id == "duty"))


def _cited(content: Content, journey: Journey, condition: Condition | None) -> tuple[AnswerGiven, ...]:
    """The answers that a rule looked at, in the order they were asked."""
    if condition is None:
        return ()
    answers = journey.facts.answers
    used = {q for q in condition.questions if q in answers}
    if "not_sure" in condition.scales:
        used.update(journey.not_sure)
    for scale_id in condition.scales & set(content.scales):
        used.update(_feeding(content, journey, content.scales[scale_id], journey.facts.scales.get(scale_id, 0)))
    return tuple(given(content, q, answers[q]) for q in answers if q in used)


def _statutory_step(content: Content, rule: StatuteRule, day: date) -> StatutoryStep:
    begins, ends = _dates(content, rule, day)
    unknown = rule.dated is not None and begins is None
    words = f"{rule.because} {content.wording.phrases['dates_unknown']}" if unknown else rule.because
    return StatutoryStep(rule.id, words, begins, ends, rule.source)


def _dates(content: Content, rule: StatuteRule, day: date) -> tuple[date | None, date | None]:
    """The dates of the first election of this kind that is not over on the day; none where the calendar has none."""
    if rule.dated is None:
        return None, None
    first, last = rule.dated
    for election in content.elections:
        ends = election.dates.get(last)
        if election.kind == rule.election and ends is not None and day <= ends:
            return election.dates.get(first), ends
    return None, None


def _steps(content: Content, facts: Facts, day: date) -> tuple[Step, ...]:
    steps = [
        Step(rule.id, rule.rung, _firmness(rule, facts), rule.title, rule.words, rule.because)
        for rule in _firing(content.steps, facts, day) if rule.done_when is None or not rule.done_when.test(facts)
    ]
    return tuple(sorted(steps, key=lambda step: step.rung))


def _firmness(rule: StepRule, facts: Facts) -> StepStatus:
    if rule.required_when and rule.required_when.test(facts):
        return StepStatus.REQUIRED
    if rule.suggested_when and rule.suggested_when.test(facts):
        return StepStatus.SUGGESTED
    return StepStatus.CONSIDER
