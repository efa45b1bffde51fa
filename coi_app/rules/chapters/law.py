"""What laws ask for, with the dates of elections and the amounts that they name."""

from __future__ import annotations

from coi_app.domain.rulebook import Grid, Section, Statement
from coi_app.rules.chapters.cited import day_words, opening, source_line
from coi_app.rules.chapters.rulings import Rulings, date_name
from coi_app.rules.content import Content, Election

HOW = (
    "A law is told in our own words. It never changes a level: it stands beside the result, as what the law asks for.",
    "Where a date is not known yet, none is given, and the result says so.",
)


def law_chapter(content: Content, rulings: Rulings) -> Section:
    """The rules of law, the election calendar, and the amounts."""
    elections = Section("Election dates", (), tuple(_election(content, election) for election in content.elections), place="elections", asks=True)
    rules = rulings.section("What the law asks for", content.statute)
    return Section("The law", (), (opening(*HOW), rules, elections, _amounts(content)))


def _election(content: Content, election: Election) -> Section:
    rows = tuple((date_name(name).capitalize(), day_words(day)) for name, day in election.dates.items())
    return Section(election.title, (Statement(f"A {election.kind} election.", "Kind"), Grid(("What", "When"), rows, (0.5, 0.5)), source_line(content, election.source)))


def _amounts(content: Content) -> Section:
    rows = tuple((date_name(name.replace("-", " ")).capitalize(), f"${dollars:,}") for name, dollars in content.thresholds.items())
    return Section("Amounts", (Grid(("What", "Amount"), rows, (0.6, 0.4)),), asks=True)
