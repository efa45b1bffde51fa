"""The files of the law folder into their values: sources, elections, amounts and public holidays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from coi_app.domain.assessment import Confidence, Source
from coi_app.domain.working_days import YearlyBreak
from coi_app.rules.law import Break, Calendar, Election, Holiday, Threshold, amounts_in
from coi_app.rules.reading import Table
from coi_app.rules.rulings import StatuteRule

T = TypeVar("T")
Sources = Mapping[str, Source]

ELECTION_DATES = ("starts", "regulated_from", "nomination_day", "advance_voting", "polling_day", "results", "ends")
PARLIAMENTARY = ("general", "by_election")
"""The kinds of election for which the Electoral Act puts candidates on leave."""


def sources_by_id(tables: Iterable[Table]) -> Sources:
    """The sources by id, each joined to the one that it replaced."""
    found: dict[str, Source] = {}
    for table in tables:
        source = _source(table, found)
        if source.id in found:
            raise table.fail("id", "is there twice")
        found[source.id] = source
    return found


def _source(t: Table, before: Sources) -> Source:
    t.flag("unused", default=False)  # told to the check of the content: kept on purpose, though nothing cites it
    replaced = t.source(before, "replaces") if t.has("replaces") else None
    source = Source(
        t.text("id"), t.text("title"), t.day("checked"), t.choice("confidence", Confidence), t.text("words", ""), t.text("address", ""), t.text("short", ""),
        t.day_or_none("from"), replaced,
    )
    t.finish()
    return source


def calendar(table: Table, sources: Sources) -> Calendar:
    """The public holidays and summer breaks of the years that the file says it knows."""
    holidays = tuple(_finished(t, lambda t: _holiday(t, sources)) for t in table.tables("holiday"))
    breaks = tuple(_finished(t, lambda t: _break(t, sources)) for t in table.tables("break"))
    return Calendar(
        table.day("known_from"), table.day("known_until"), tuple(one for one in holidays if not one.provincial), breaks,
        {one.id: one for one in holidays if one.provincial},
    )


def _holiday(t: Table, sources: Sources) -> Holiday:
    return Holiday(t.text("id"), t.text("title"), frozenset(t.days("days")), t.source(sources), provincial=t.flag("provincial", default=False))


def _break(t: Table, sources: Sources) -> Break:
    days = YearlyBreak((t.number("first_month"), t.number("first_day")), (t.number("last_month"), t.number("last_day")))
    return Break(t.text("id"), t.text("title"), days, t.source(sources))


def election(t: Table, sources: Sources, year: Calendar) -> Election:
    """An election; where it is one for Parliament, with the last day of leave for its candidates worked out."""
    written = t.table("dates")
    dates = {name: written.day(name) for name in ELECTION_DATES if written.has(name)}
    written.finish()
    kind = t.text("kind")
    if kind in PARLIAMENTARY and "polling_day" in dates:
        leave_ends = year.working_days().after(dates["polling_day"])
        if leave_ends is None:
            raise t.fail("dates.polling_day", "lies beyond the public holidays that law/holidays.toml knows")
        dates["leave_ends"] = leave_ends
    return Election(t.text("id"), kind, t.text("title"), dates, t.source(sources))


def thresholds(tables: Iterable[Table], sources: Sources) -> tuple[Threshold, ...]:
    """The amounts; no two of one id may hold on the same day."""
    found: list[Threshold] = []
    for table in tables:
        one = _finished(table, lambda t: _threshold(t, sources))
        if any(other.id == one.id and _overlap(other, one) for other in found):
            raise table.fail("from", "lies in the time of another amount with this id")
        found.append(one)
    return tuple(found)


def _threshold(t: Table, sources: Sources) -> Threshold:
    return Threshold(t.text("id"), t.number("dollars"), t.text("words"), t.source(sources), t.day_or_none("from"), t.day_or_none("until"))


def _overlap(one: Threshold, other: Threshold) -> bool:
    first = [amount.begins or date.min for amount in (one, other)]
    last = [amount.ends or date.max for amount in (one, other)]
    return max(first) <= min(last)


def check_amounts(laws: Iterable[StatuteRule], known: Iterable[Threshold], fail: Callable[[str, str], Exception]) -> None:
    """Every amount that a law's words leave open is known on each day on which the law is in force."""
    held = list(known)
    for law in laws:
        for name in amounts_in(law.because):
            if not _always_known([one for one in held if one.id == name], law):
                raise fail(law.id, f"the amount {name!r} is not known on every day on which this holds")


def _always_known(amounts: list[Threshold], law: StatuteRule) -> bool:
    """Whether the amounts, laid end to end, cover the days on which the law is in force."""
    day = law.begins or date.min
    for amount in sorted(amounts, key=lambda one: one.begins or date.min):
        if (amount.begins or date.min) > day:
            return False
        if amount.ends is None:
            return True
        day = max(day, amount.ends + timedelta(days=1))
    return law.ends is not None and day > law.ends


def _finished(table: Table, read: Callable[[Table], T]) -> T:
    value = read(table)
    table.finish()
    return value
