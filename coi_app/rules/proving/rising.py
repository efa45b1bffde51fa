"""Raising what asks for care never makes a result lighter; what is done already never makes it heavier."""

from __future__ import annotations

from collections.abc import Iterator

from coi_app.rules.content import Content
from coi_app.rules.proof import Proof
from coi_app.rules.proving.axes import Lattice, Places
from coi_app.rules.reach import named_as_written
from coi_app.rules.rulings import TypeRule
from coi_app.rules.triage import Outcome

RISING = "Raising any scale (seniority, overlap, timing, closeness, duty and the rest) never lowers a level or a severity, nor betters an answer"
EASING = "Telling, stepping aside, or anything else that is done already never makes a result stricter"


def prove_rising(lattice: Lattice) -> Proof:
    """No higher place on any scale that the rules see has a lighter outcome than the place below it, all else the same."""
    cases = 0
    for places in lattice.places():
        cases += 1
        for number, below in _below(lattice, places):
            if not lattice.outcome(below).no_worse_than(lattice.outcome(places)):
                return _against(lattice, cases, number, below, places)
    return Proof(RISING, cases, there_are=lattice.there_are)


def _below(lattice: Lattice, places: Places) -> Iterator[tuple[int, Places]]:
    for number, axis in enumerate(lattice.axes):
        if axis.rises:
            yield from ((number, (*places[:number], place, *places[number + 1 :])) for place in axis.below[places[number]])


def _against(lattice: Lattice, cases: int, number: int, below: Places, places: Places) -> Proof:
    lower, higher = lattice.outcome(below), lattice.outcome(places)
    axis = lattice.axes[number]
    where = f"from {axis.values[below[number]]} to {axis.values[places[number]]} on {axis.name}"
    against = f"{lattice.narrow.topic.id} with {lattice.told(places)}: going {where} turns {in_short(lower)} into {in_short(higher)}"
    mend = f"Let this hold for the higher place on {axis.name!r} too, or give the higher place something as strict."
    file, key = _culprit(lattice.narrow.whole, lower, higher)
    return Proof(RISING, cases, against, file, key, mend)


def _culprit(content: Content, lower: Outcome, higher: Outcome) -> tuple[str, str]:
    """The rule that makes the difference: one that made the lower place strict, or that lets the higher one off; else the table."""
    for one, other in ((lower, higher), (higher, lower)):
        for rules, others in ((one.neutrality_rules, other.neutrality_rules), (one.conflict_rules, other.conflict_rules), (one.incompatible, other.incompatible)):
            found = next((rule for rule in rules if rule not in others and not isinstance(rule, TypeRule)), None)
            if found:
                return "", f"{named_as_written(content, found)}.when"
    answer = next((rule for rule in (*lower.answer_rules, *higher.answer_rules) if rule not in higher.answer_rules or rule not in lower.answer_rules), None)
    if answer and lower.concern[1:] == higher.concern[1:]:
        return "", f"{named_as_written(content, answer)}.when"
    return ("rules/neutrality.toml", "table.levels") if lower.level != higher.level else ("rules/conflict.toml", "table.severities")


def in_short(outcome: Outcome) -> str:
    """An outcome in a few words, for the author of the content."""
    parts = [outcome.level.name if outcome.level is not None else "", outcome.severity.value if outcome.severity else "", outcome.answer.value.replace("_", " ")]
    return ", ".join(part for part in parts if part)


def prove_easing(lattice: Lattice) -> Proof:
    """Whatever is chosen of what is done already, the outcome is no stricter than with nothing done."""
    content = lattice.narrow.whole
    looked_at = {question for rule in content.in_place if rule.when for question in rule.when.questions if content.questions[question].kind == "many"}
    cases = there_are = 0
    for number, axis in enumerate(lattice.axes):
        if axis.name not in looked_at:
            continue
        there_are += lattice.there_are
        for places in lattice.places():
            cases += 1
            nothing = (*places[:number], 0, *places[number + 1 :])
            if not lattice.outcome(places).no_worse_than(lattice.outcome(nothing)):
                done, undone = lattice.outcome(places), lattice.outcome(nothing)
                against = f"{lattice.narrow.topic.id} with {lattice.told(places)}: {in_short(undone)} becomes {in_short(done)}"
                file, key = _culprit(content, done, undone)
                return Proof(EASING, cases, against, file, key, f"Take {axis.name!r} out of this condition, or write it as `not`.")
    return Proof(EASING, cases, there_are=there_are)
