"""The law as dated data: elections with their dates, amounts with the days they hold, public holidays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from coi_app.domain.assessment import Source
from coi_app.domain.working_days import WorkingDays, YearlyBreak

OFFICIAL_INFORMATION_DAYS = 20
"""Working days after the day of receipt in which an agency decides on a request (Official Information Act s 15(1))."""

_AMOUNT = re.compile(r"\{([a-z][a-z0-9-]*)\}")


@dataclass(frozen=True)
class Election:
    """One election with the dates that are known; a date that is not known is not there.

    `leave_ends` is never typed in: it is the first working day after polling day.
    """

    id: str
    kind: str
    title: str
    dates: Mapping[str, date]
    source: Source


@dataclass(frozen=True)
class Threshold:
    """An amount that a law names, in whole dollars, and the days on which it holds; an older value stands beside the newer."""

    id: str
    dollars: int
    words: str
    source: Source
    begins: date | None = None
    ends: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether this is the amount on this day."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Holiday:
    """A public holiday by the days on which people who work Monday to Friday have it; an anniversary day belongs to a province."""

    id: str
    title: str
    days: frozenset[date]
    source: Source
    provincial: bool = False


@dataclass(frozen=True)
class Break:
    """A summer break that one law leaves out when it counts working days."""

    id: str
    title: str
    days: YearlyBreak
    source: Source


@dataclass(frozen=True)
class Calendar:
    """The public holidays of the years that are known, and the summer breaks of the laws that have one."""

    known_from: date
    known_until: date
    holidays: tuple[Holiday, ...]
    breaks: tuple[Break, ...]
    provinces: Mapping[str, Holiday] = field(default_factory=dict[str, Holiday])

    def working_days(self, province: str = "") -> WorkingDays:
        """The working days of the whole country, or of one province with its anniversary day."""
        holidays = [*self.holidays, *([self.provinces[province]] if province else [])]
        return WorkingDays(_all_days(holidays), self.known_from, self.known_until)

    def official_information_days(self) -> WorkingDays:
        """The working days that the Official Information Act counts: its summer break is left out, and no anniversary day."""
        summer = next((one.days for one in self.breaks if one.id == "official-information"), None)
        return WorkingDays(_all_days(self.holidays), self.known_from, self.known_until, summer)

    def official_information_due(self, received: date) -> date | None:
        """The last day for a decision on a request received on a day; None where the holidays until then are not known."""
        return self.official_information_days().after(received, OFFICIAL_INFORMATION_DAYS)


def _all_days(holidays: Iterable[Holiday]) -> frozenset[date]:
    return frozenset(day for holiday in holidays for day in holiday.days)


def with_amounts(words: str, thresholds: Iterable[Threshold], day: date) -> str:
    """The words with each `{amount}` filled in as it holds on the day."""
    in_force = {one.id: one.dollars for one in thresholds if one.in_force(day)}
    return _AMOUNT.sub(lambda found: f"${in_force[found[1]]:,}" if found[1] in in_force else found[0], words)


def amounts_in(words: str) -> tuple[str, ...]:
    """The ids of the amounts that the words leave to be filled in."""
    return tuple(_AMOUNT.findall(words))


def coming(elections: Iterable[Election], kinds: Iterable[str], last: str, day: date) -> Election | None:
    """The first election of these kinds whose last date is not over on the day; None where no such date is known."""
    wanted = set(kinds)
    ahead = [one for one in elections if one.kind in wanted and last in one.dates and day <= one.dates[last]]
    return min(ahead, key=lambda one: one.dates[last], default=None)
