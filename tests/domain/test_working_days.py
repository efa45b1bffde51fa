"""Working days: counted from the holidays given, and never beyond the years that are known."""

from __future__ import annotations

from datetime import date

from coi_app.domain.working_days import WorkingDays, YearlyBreak

MONDAY_OFF = WorkingDays(frozenset({date(2026, 10, 26)}), date(2026, 1, 1), date(2026, 12, 31))


def test_a_weekend_and_the_holiday_after_it_are_passed_over() -> None:
    assert MONDAY_OFF.after(date(2026, 10, 23)) == date(2026, 10, 27)
    assert MONDAY_OFF.after(date(2026, 10, 24)) == date(2026, 10, 27)


def test_the_day_itself_does_not_count() -> None:
    assert MONDAY_OFF.after(date(2026, 11, 9)) == date(2026, 11, 10)
    assert MONDAY_OFF.after(date(2026, 11, 9), 5) == date(2026, 11, 16)


def test_nothing_is_told_beyond_the_years_that_are_known() -> None:
    assert MONDAY_OFF.after(date(2026, 12, 31)) is None
    assert MONDAY_OFF.after(date(2026, 12, 30), 5) is None
    assert MONDAY_OFF.after(date(2025, 6, 2)) is None


def test_a_break_may_span_new_year() -> None:
    summer = YearlyBreak((12, 25), (1, 15))
    assert all(summer.includes(day) for day in (date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 15)))
    assert not any(summer.includes(day) for day in (date(2026, 12, 24), date(2027, 1, 16), date(2027, 7, 1)))
    within = YearlyBreak((4, 1), (4, 3))
    assert within.includes(date(2026, 4, 2)) and not within.includes(date(2026, 4, 4))
