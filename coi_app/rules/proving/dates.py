"""Both ends of what has a date or an amount: rules in force between two days, the election calendar, and the sums that the law names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from coi_app.domain.answers import Answers
from coi_app.rules.conditions import holds
from coi_app.rules.content import Content
from coi_app.rules.explain import assess
from coi_app.rules.journey import walk
from coi_app.rules.law import Election, Threshold, with_amounts
from coi_app.rules.proof import Proof
from coi_app.rules.proving.journeys import Journeys, Tried
from coi_app.rules.proving.narrow import Narrow
from coi_app.rules.reach import named_as_written, rule_lists
from coi_app.rules.rulings import Rule, StatuteRule

IN_FORCE = "Every rule with a date counts from its first day to its last, and not on the day before or after"
CALENDAR = "Every law with dates tells those of the coming election up to its last day, and not after it"
AMOUNTS = "Every amount of the law is told on its first and its last day, and not on the day before or after"

_DAY = timedelta(days=1)


def prove_in_force(content: Content) -> Proof:
    """For each rule with a date, both days at each end are looked at, and there is a journey in which its condition holds."""
    cases = 0
    for rule in (rule for rules in rule_lists(content).values() for rule in rules if rule.begins or rule.ends):
        days = [(end + step, inside) for end, step, inside in _days(rule)]
        for day, inside in days:
            cases += 1
            if rule.in_force(day) is not inside:
                return Proof(IN_FORCE, cases, f"{rule.id!r} on {day}", key=f"{named_as_written(content, rule)}.from", mend="Let `from` come before `until`.")
        if not _case_for(content, rule):
            against = f"no journey was found in which {rule.id!r} holds between its two days"
            return Proof(IN_FORCE, cases, against, key=f"{named_as_written(content, rule)}.when", mend="Widen its condition, or take the rule out.")
    return Proof(IN_FORCE, cases or 1)


def _days(rule: Rule) -> Iterator[tuple[date, timedelta, bool]]:
    if rule.begins:
        yield from ((rule.begins, -_DAY, False), (rule.begins, 0 * _DAY, True))
    if rule.ends:
        yield from ((rule.ends, 0 * _DAY, True), (rule.ends, _DAY, False))


def _case_for(content: Content, rule: Rule) -> tuple[Narrow, Tried] | None:
    """A journey in which the rule's condition holds, whatever the day."""
    day = rule.begins or rule.ends or content.effective
    for topic in content.topics.values():
        narrow = Narrow(content, topic, day)
        if rule.when and narrow.settled(rule.when.written) is False:
            continue
        for tried in Journeys(narrow, changes=1).tried:
            whole = Answers(dict(tried.answers))
            facts = walk(content, topic, whole, whole).facts
            facts.scales.update(tried.scales)
            if holds(rule.when, facts):
                return narrow, tried
    return None


def prove_calendar(content: Content) -> Proof:
    """On the last day of an election that a law looks at, its dates are told; on the next day those of a later one, or none."""
    cases = 0
    for rule in content.statute:
        found = _case_for(content, rule) if rule.dated else None
        for election in content.elections if rule.dated and found else ():
            if election.kind not in rule.elections or rule.dated is None or found is None or rule.dated[1] not in election.dates:
                continue
            last = election.dates[rule.dated[1]]
            for day, expected in ((last, True), (last + _DAY, False)):
                cases += 1
                if (_told(content, rule, found, day) == _span(election, rule.dated)) is not expected:
                    told = f"{election.title} on {day}: {rule.id!r} tells {'other' if expected else 'these'} dates"
                    mend = "Let the elections stand in the order of their dates, each with its own."
                    return Proof(CALENDAR, cases, told, key=f"election[{election.id}].dates.{rule.dated[1]}", mend=mend)
    return Proof(CALENDAR, cases or 1)


def _span(election: Election, dated: tuple[str, str]) -> tuple[date | None, date | None]:
    return election.dates.get(dated[0]), election.dates.get(dated[1])


def _told(content: Content, rule: StatuteRule, found: tuple[Narrow, Tried], day: date) -> tuple[date | None, date | None]:
    # Judged as if it were in force, so that both ends of the calendar can be tried.
    always = replace(content, statute=(replace(rule, begins=None, ends=None),))
    narrow, tried = found
    told = assess(always, narrow.topic.id, *tried.given(content), day, with_changes=False).statute
    return (told[0].begins, told[0].ends) if told else (None, None)


def prove_amounts(content: Content) -> Proof:
    """The words of a law name an amount on each day on which it holds, and on no other; between two of them no day is left out."""
    cases = 0
    for amount in content.thresholds:
        later = any(one.id == amount.id and one.begins and amount.ends and one.begins > amount.ends for one in content.thresholds)
        for day, expected in _ends(amount, content.effective):
            cases += 1
            told = with_amounts(f"{{{amount.id}}}", content.thresholds, day)
            if (told == f"${amount.dollars:,}") is not expected or (later and not told.startswith("$") and amount.ends and day > amount.ends):
                mend = "Let the older amount end on the day before the newer one begins."
                return Proof(AMOUNTS, cases, f"on {day}, {amount.id!r} is told as {told}", key=f"threshold[{amount.id}].dollars", mend=mend)
    return Proof(AMOUNTS, cases)


def _ends(amount: Threshold, usual: date) -> Iterator[tuple[date, bool]]:
    if amount.begins:
        yield from ((amount.begins, True), (amount.begins - _DAY, False))
    if amount.ends:
        yield from ((amount.ends, True), (amount.ends + _DAY, False))
    if not amount.begins and not amount.ends:
        yield usual, True
