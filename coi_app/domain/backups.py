"""Which backups are kept, and when one is gone at the latest."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime

DAYS, WEEKS, MONTHS = 7, 4, 12
"""How many of the latest days, weeks and months that have a backup keep their newest one."""


def kept(made: Iterable[datetime]) -> frozenset[datetime]:
    """The moments whose backups are kept, out of those there are: never none of them, and always the newest.

    It hangs on the backups alone and not on the day, so that a computer which lay in a drawer for years loses nothing.
    """
    newest_first = sorted(set(made), reverse=True)
    return frozenset(newest_first[:1]).union(
        _newest_of(newest_first, DAYS, lambda moment: moment.date()),
        _newest_of(newest_first, WEEKS, lambda moment: moment.isocalendar()[:2]),
        _newest_of(newest_first, MONTHS, lambda moment: (moment.year, moment.month)),
    )


def gone_by(made: date) -> date:
    """The last day on which the rule can still keep a backup of that day, where one is made in every month after it."""
    year, month = made.year + (made.month - 1 + MONTHS) // 12, (made.month - 1 + MONTHS) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _newest_of(newest_first: list[datetime], most: int, of_period: Callable[[datetime], Hashable]) -> frozenset[datetime]:
    newest: dict[Hashable, datetime] = {}
    for moment in newest_first:
        newest.setdefault(of_period(moment), moment)
    return frozenset(list(newest.values())[:most])
