"""What every result owes its reader: a reason with its source, a next step, what would change it, and a conversation where they were not sure."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping

from coi_app.domain.assessment import Answer, Assessment, Level, Reason, Severity, Track
from coi_app.rules.content import Content, Scale
from coi_app.rules.explain import assess
from coi_app.rules.proof import Proof
from coi_app.rules.proving.journeys import NAMED, Journeys, Tried
from coi_app.rules.proving.narrow import Narrow
from coi_app.rules.reach import named_as_written, rule_lists

EXPLAINED = "Every result has a right, a reason, a source and a next step"
UNSURE = "Every question takes Not sure, which never yields go ahead and always leads to a conversation"
CHANGES = "Every result from Talk first or Moderate on names what would change it, or says that it comes from the role"
STOPS = "Stops never change a level, a severity or a type, and always mean: not in this form"

TALK = re.compile(r"\b(talk|tell|ask|discuss|advice|conversation|kōrero)\b", re.IGNORECASE)
"""How a next step says that there is somebody to talk to."""


def prove_explained(journeys: Journeys) -> Proof:
    """For each journey tried, all that its reader is owed is put into words at least once, and nothing of it is missing."""
    telling = _telling(journeys.narrow)
    put_into_words: set[Hashable] = set()
    for cases, tried in enumerate(journeys.tried, 1):
        new = _owed(journeys.narrow, tried, telling) - put_into_words
        lacking = _lacking(journeys.narrow.whole, _assessed(journeys, tried)) if new else None
        put_into_words |= new
        if lacking:
            key, problem, mend = lacking
            return Proof(EXPLAINED, cases, f"{_case(journeys, tried)}: {problem}", key=key, mend=mend)
    return Proof(EXPLAINED, len(journeys.tried), there_are=journeys.there_are)


def _owed(narrow: Narrow, tried: Tried, telling: Mapping[str, frozenset[str]]) -> frozenset[Hashable]:
    """All on which it can hang whether something is missing. A result in which each of these was met before can lack nothing new.

    A right and a next step are there if one fired. A reason is of one of two kinds. That of a rule has the rule's own words, and
    which of them are told hangs on all that fired to decide. That of a scale of a table hangs on where it stands, on the answers
    to the questions that are `telling` of it, and on whether an exemption came before the table. Who decides changes names in a
    text alone, and is tried for each of them.
    """
    fired = tried.sight.fired
    deciding = frozenset(one for one in fired if one[0] not in NAMED)
    exempt = frozenset(one for one in deciding if one[0] in ("exemptions", "conflict_exemptions"))
    shown = frozenset(name for name, _ in fired if name in ("rights", "next"))
    places = (
        (scale, tried.scales.get(scale, 0), exempt, tuple(one for one in tried.answers if one[0] in questions))
        for scale, questions in telling.items()
    )
    tracks = (tried.sight.level is None, tried.sight.severity is None)
    asked_of = frozenset(question for decider in narrow.whole.deciders if decider.when for question in decider.when.questions)
    decided_by = tuple(one for one in tried.answers if one[0] in asked_of)
    return frozenset((shown, (deciding, tracks), ("decided by", decided_by), *places))


def _telling(narrow: Narrow) -> Mapping[str, frozenset[str]]:
    """For each scale of a table, the questions whose cards can be the reason for its place, or be told instead."""
    tables = {Track.POLITICAL_NEUTRALITY: narrow.whole.neutrality_table, Track.CONFLICT_OF_INTEREST: narrow.whole.conflict_table}
    scales = [narrow.whole.scales[scale] for track in narrow.tracks for scale in (tables[track].rows, tables[track].columns)]
    return {scale.id: frozenset({*_moving(narrow, scale), *(name.partition(".")[0] for name in scale.told_by)}) for scale in scales}


def _moving(narrow: Narrow, scale: Scale) -> Iterator[str]:
    return (question.id for question in narrow.asked if question.id in narrow.whole.movers[scale.id])


def _assessed(journeys: Journeys, tried: Tried, *, with_changes: bool = False) -> Assessment:
    narrow = journeys.narrow
    return assess(narrow.content, narrow.topic.id, *tried.given(narrow.whole), narrow.day, with_changes=with_changes)


def _case(journeys: Journeys, tried: Tried) -> str:
    return f"{journeys.narrow.topic.id} with {tried.told or 'nothing asked'}"


def _lacking(content: Content, found: Assessment) -> tuple[str, str, str] | None:
    """What is missing from a result: where it would stand, what it is, and how to mend it."""
    if not found.next:
        return "next", "nothing says what to do next", "Add a `next` whose condition holds in this case."
    if not found.rights:
        return "right", "no right stands before the result", "Add a `right` whose condition holds in this case."
    for track in (found.neutrality, found.conflict):
        if track and not track.reasons:
            return "table", f"{track.words!r} has no reason", "Give the scales of the table a `because` at every position."
        for reason in track.reasons if track else ():
            if not (reason.because and reason.source.title):
                key = _key_of(content, reason)
                return key, f"the reason {reason.rule!r} has no words or no source", "Give it a `because` here, or an `as_reason` at each card that leads to it."
    return None


def _key_of(content: Content, reason: Reason) -> str:
    rule = next((rule for rules in rule_lists(content).values() for rule in rules if rule.id == reason.rule), None)
    if rule:
        return f"{named_as_written(content, rule)}.because"
    scale = next((scale for scale in content.scales if f"-{scale}-" in reason.rule), "")
    return f"scale[{scale}].position[{int(reason.rule.rpartition('-')[2]) + 1}].because"


def prove_unsure(journeys: Journeys) -> Proof:
    """With any answer *not sure*, the answer is not *go ahead*, and a step or what is next says whom to talk to."""
    content = journeys.narrow.content
    speaking = {("next", rule.id) for rule in content.next if TALK.search(rule.because)}
    speaking |= {("steps", rule.id) for rule in content.steps if TALK.search(f"{rule.title} {rule.words}")}
    cases = 0
    for tried in journeys.tried:
        if not tried.sight.not_sure:
            continue
        cases += 1
        if tried.sight.answer is Answer.GO_AHEAD:
            return Proof(UNSURE, cases, f"{_case(journeys, tried)}: the answer is go ahead", key="answer", mend=_UNSURE_ANSWER)
        if speaking.isdisjoint(tried.sight.fired):
            return Proof(UNSURE, cases, f"{_case(journeys, tried)}: nothing says whom to talk to", key="next", mend=_UNSURE_NEXT)
    return Proof(UNSURE, cases, there_are=journeys.there_are if cases else 0)


_UNSURE_ANSWER = "Let an answer rule with `scale = \"not_sure\", at_least = 1` give go_ahead_with_steps for every topic."
_UNSURE_NEXT = "Add a `next` for `scale = \"not_sure\", at_least = 1` that says whom to talk to."


def prove_changes(journeys: Journeys) -> Proof:
    """One result of each kind that asks for a talk is worked out with what would change it, and each change is tried."""
    heavy = [tried for tried in journeys.distinct if (tried.sight.level or Level.L0) >= Level.L2 or (tried.sight.severity or Severity.NONE).rank >= Severity.MODERATE.rank]
    kinds = {(s.answer, s.level, s.type, s.severity, s.asked): tried for tried in reversed(heavy) for s in (tried.sight,)}
    wording = f"content/{journeys.narrow.whole.language}/wording.toml"
    only_the_role = journeys.narrow.whole.wording.phrases["no_change"]
    for cases, tried in enumerate(kinds.values(), 1):
        found = _assessed(journeys, tried, with_changes=True)
        if not found.changes and "role" not in only_the_role:
            return Proof(CHANGES, cases, f"{_case(journeys, tried)}: nothing would change it, and {only_the_role!r} does not say why", wording, "phrases.no_change", "Say that it comes from the role.")
        wrong = next(_untrue(journeys, tried, found), None)
        if wrong:
            return Proof(CHANGES, cases, f"{_case(journeys, tried)}: {wrong}", wording, "phrases.change_if", "Let what is said to change a result name the answer that does.")
    return Proof(CHANGES, len(kinds), there_are=journeys.there_are if kinds else 0)


def _untrue(journeys: Journeys, tried: Tried, found: Assessment) -> Iterator[str]:
    """What is said to change the result and does not, or says nothing."""
    narrow = journeys.narrow
    role, answers = tried.given(narrow.whole)
    for alternative in found.changes:
        changed = answers
        for change in alternative.changes:
            changed = changed.with_answer(change.question, change.after)
        other = assess(narrow.content, narrow.topic.id, role, changed, narrow.day, with_changes=False)
        if other.answer is not alternative.answer or not alternative.result or not all(change.words and change.words in alternative.words for change in alternative.changes):
            yield f"{alternative.words!r} does not lead to {alternative.result!r}"


def prove_stops(journeys: Journeys) -> Proof:
    """With a stop or conduct test chosen, everything but the answer is as without it, and the answer is *not in this form*."""
    tests = {question.id for question in journeys.narrow.asked if question.options and _is_stop_test(journeys.narrow.whole, question.id)}
    cases = 0
    for (base, change), tried in journeys.by_change.items():
        for question in tests if tried else ():
            chosen = dict(tried.answers).get(question) if tried else None
            plain = journeys.by_change.get((base, frozenset({*((q, v) for q, v in change if q != question), (question, ())})))
            if not tried or not plain or not isinstance(chosen, tuple) or not chosen or base < 0:
                continue
            cases += 1
            before, after = plain.sight, tried.sight
            if (before.level, before.severity, before.type) != (after.level, after.severity, after.type) or after.answer is not Answer.NOT_AS_DESCRIBED:
                said = f"without it {_of(plain)}, with it {_of(tried)}"
                return Proof(STOPS, cases, f"{_case(journeys, tried)}: {said}", key=_stop_key(journeys.narrow.whole, plain, tried), mend=_STOP_MEND)
    return Proof(STOPS, cases, there_are=journeys.there_are if cases else 0)


_STOP_MEND = "A stop has its own answer rule and no part in any level: keep its card out of every other rule, and let the stop hold whenever the card is chosen."


def _is_stop_test(content: Content, question: str) -> bool:
    """Whether every card of a question is one that a stop looks for."""
    named = [str(rule.when.written) for rule in content.stops if rule.when and question in rule.when.questions]
    return all(any(f"'{option.id}'" in written for written in named) for option in content.questions[question].options)


def _stop_key(content: Content, plain: Tried, tried: Tried) -> str:
    """The rule of a level or a severity that the stop moved; else the rule that should have given the answer."""
    moved = sorted(plain.sight.fired ^ tried.sight.fired)
    for name, which in (one for one in moved if one[0] not in (*NAMED, "stops", "answer_rules")):
        return f"{named_as_written(content, next(rule for rule in rule_lists(content)[name] if rule.id == which))}.when"
    return "answer"


def _of(tried: Tried) -> str:
    sight = tried.sight
    return " ".join(part for part in (sight.level.name if sight.level is not None else "", sight.severity.value if sight.severity else "", sight.answer.value) if part)
