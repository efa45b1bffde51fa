"""What laws ask for, with the dates of elections, the amounts that they name, and the holidays that working days leave out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coi_app.domain.assessment import AskedBy, Source
from coi_app.domain.rulebook import Grid, Section, Statement, to
from coi_app.rules.chapters.cited import check_mark, counted, day_words, in_force, opening, source_line
from coi_app.rules.chapters.rulings import Rulings, date_name
from coi_app.rules.content import Content
from coi_app.rules.law import Break, Election

HOW = (
    "A law is told in our own words. It never changes a level: it stands beside the result, as what the law asks for.",
    "Where a date is not known yet, none is given, and the result says so.",
)
HOLIDAYS = "Working days leave out Saturdays, Sundays and these days. They are known from {first} to {last}."
ANNIVERSARIES = "An anniversary day counts in its own province only."


def law_chapter(content: Content, rulings: Rulings) -> Section:
    """The rules of law, the election calendar, the amounts and the holidays."""
    elections = Section("Election dates", (), tuple(_election(content, election) for election in content.elections), place="elections", asks=True)
    laws = rulings.section("What the law asks for", (rule for rule in content.statute if rule.of is AskedBy.LAW))
    roles = rulings.section("What codes, contracts and practice ask of some roles", (rule for rule in content.statute if rule.of is AskedBy.ROLE))
    return Section("The law", (), (opening(*HOW), laws, roles, elections, _amounts(content), _holidays(content)))


def _election(content: Content, election: Election) -> Section:
    rows = tuple((date_name(name).capitalize(), day_words(day)) for name, day in election.dates.items())
    return Section(election.title, (Statement(f"{date_name(election.kind).capitalize()}.", "Kind"), Grid(("What", "When"), rows, (0.5, 0.5)), source_line(content, election.source)))


def _amounts(content: Content) -> Section:
    rows = tuple((one.words, f"${one.dollars:,}", in_force(one.begins, one.ends), _cited(content, one.source)) for one in content.thresholds)
    return Section("Amounts", (Grid(("What", "Amount", "In force", "Source"), rows, (0.42, 0.14, 0.26, 0.18)),), asks=True)


def _holidays(content: Content) -> Section:
    calendar = content.calendar
    lead = HOLIDAYS.format(first=day_words(calendar.known_from), last=day_words(calendar.known_until))
    rows = tuple((one.title, _days(one.days), _cited(content, one.source)) for one in (*calendar.holidays, *calendar.provinces.values()))
    breaks = tuple(_break(content, one) for one in calendar.breaks)
    return Section("Public holidays", (*counted(lead, ANNIVERSARIES), Grid(("Holiday", "Days", "Source"), rows, (0.26, 0.56, 0.18)), *breaks), asks=True)


def _break(content: Content, one: Break) -> Statement:
    first, last = (day_words(date(2000, *day)).removesuffix(" 2000") for day in (one.days.first, one.days.last))
    return Statement(f"From {first} to {last} of each year ({to(f'source {one.source.id}')}).{check_mark(content, one.source)}", one.title)


def _days(days: Iterable[date]) -> str:
    return ", ".join(day_words(day) for day in sorted(days))


def _cited(content: Content, source: Source) -> str:
    return f"{to(f'source {source.id}')}.{check_mark(content, source)}"
