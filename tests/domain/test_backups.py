"""The rule for keeping backups holds for any set of moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coi_app.domain.backups import DAYS, MONTHS, WEEKS, gone_by, kept

MOMENTS = st.lists(st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC)), min_size=1, max_size=60)


@given(MOMENTS)
def test_the_newest_is_kept_and_nothing_comes_from_nowhere(made: list[datetime]) -> None:
    assert max(made) in kept(made) <= set(made)


@given(MOMENTS)
def test_pruning_what_is_kept_takes_nothing_more(made: list[datetime]) -> None:
    assert kept(kept(made)) == kept(made)


@given(MOMENTS)
def test_there_are_never_more_than_the_rule_says(made: list[datetime]) -> None:
    assert len(kept(made)) <= DAYS + WEEKS + MONTHS


def test_a_year_of_daily_backups_leaves_days_weeks_and_months() -> None:
    last = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    made = [last - timedelta(days=back) for back in range(400)]
    days = [moment.date() for moment in sorted(kept(made), reverse=True)]
    assert days[:DAYS] == [(last - timedelta(days=back)).date() for back in range(DAYS)]
    assert date(2026, 11, 15) in days and date(2026, 11, 8) in days, "the Sundays before"
    assert date(2025, 12, 31) in days and min(days) == date(2025, 12, 31), "twelve months, this one among them"


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_no_backup_outlives_the_day_that_is_promised(day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    after = gone_by(day) + timedelta(days=1)
    monthly = [noon]
    while (monthly[-1].year, monthly[-1].month) < (after.year, after.month):
        first = monthly[-1].replace(day=1) + timedelta(days=32)
        monthly.append(first.replace(day=1))
    assert noon not in kept(monthly)
