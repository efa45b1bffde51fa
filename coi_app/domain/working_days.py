"""Working days: counted from public holidays that are given, as far as these are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True)
class YearlyBreak:
    """Days of each year that a law does not count, from one day of the year to another; it may span New Year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def includes(self, day: date) -> bool:
        """Whether the day lies in the break, both ends included."""
        place = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= place <= self.last
        return place >= self.first or place <= self.last


@dataclass(frozen=True)
class WorkingDays:
    """The days that count: no Saturday, no Sunday, none of the days off; nothing is told beyond the years that are known."""

    days_off: frozenset[date]
    known_from: date
    known_until: date
    summer: YearlyBreak | None = None

    def includes(self, day: date) -> bool:
        """Whether the day is a working day."""
        in_summer = self.summer is not None and self.summer.includes(day)
        return day.weekday() < SATURDAY and day not in self.days_off and not in_summer

    def after(self, day: date, count: int = 1) -> date | None:
        """The working day that comes this many working days after the day; None where the holidays of the years between are not known."""
        left = count
        while left:
            day += timedelta(days=1)
            if not self.known_from <= day <= self.known_until:
                return None
            left -= self.includes(day)
        return day
