"""Counts about people as a register's summary may show them: no number below six, and none that adding and taking away brings out.

Small groups are counted together, never left as a hole beside a total. What stays is made of pieces of six people and
more, so that whatever is added to or taken from whatever else, no smaller number comes out. Who knows the method as
well can in rare cases tell more: two groups that are ten together, beside one of six, are of five each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

LEAST_SHOWN = 6


@dataclass(frozen=True)
class Group:
    """A group as the register counts it: its people, and for how many of them a step limits what they may do."""

    name: str
    people: int
    limited: int

    def __post_init__(self) -> None:
        if not 0 <= self.limited <= self.people:
            raise ValueError("A group has no more people with a limit than people.")


@dataclass(frozen=True)
class Row:
    """A group that may be shown; `together` is how many groups it is made of, `limited` None where that is not shown."""

    name: str
    people: int
    limited: int | None
    together: int = 1

    def __post_init__(self) -> None:
        if self.people < LEAST_SHOWN or (self.limited is not None and min(self.limited, self.people - self.limited) < LEAST_SHOWN):
            raise ValueError("A number below six is not shown.")


@dataclass(frozen=True)
class Share:
    """How many of all the people something holds for; None where either part is below six, or all of them are."""

    name: str
    part: int | None
    whole: int | None

    @property
    def rest(self) -> int | None:
        """For how many it does not hold."""
        return None if self.part is None or self.whole is None else self.whole - self.part


@dataclass(frozen=True)
class Breakdown:
    """The people by one thing: each of them stands in one row."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class RegisterSummary:
    """What a register says of all its people at the end of a day: nobody can be told from it.

    Its breakdowns cut the same people in ways that are not one inside the other: units or functions, not both.
    """

    agency: str
    day: date
    shares: tuple[Share, ...]
    breakdowns: tuple[Breakdown, ...]


def share(name: str, part: int, whole: int) -> Share:
    """The share, with what is too small left out."""
    if not 0 <= part <= whole:
        raise ValueError("A part is no larger than its whole.")
    shown = min(part, whole - part) >= LEAST_SHOWN
    return Share(name, part if shown else None, whole if whole >= LEAST_SHOWN else None)


def breakdown(title: str, groups: Sequence[Group], others: str) -> Breakdown:
    """The groups in their order, small ones together at the end under the name `others`; no row where all are fewer than six."""
    kept, small = _pooled(groups, (lambda group: group.people,))
    rows = [Row(group.name, group.people, None) for group in kept]
    limited = [group.limited for group in kept]
    if small and sum(group.people for group in small) >= LEAST_SHOWN:
        rows.append(Row(others, sum(group.people for group in small), None, len(small)))
        limited.append(sum(group.limited for group in small))
    counted = [Group(str(place), row.people, own) for place, (row, own) in enumerate(zip(rows, limited, strict=True))]
    split = {int(group.name) for group in _pooled(counted, (lambda group: group.limited, lambda group: group.people - group.limited))[0]}
    return Breakdown(title, tuple(Row(row.name, row.people, limited[place] if place in split else None, row.together) for place, row in enumerate(rows)))


def _pooled(groups: Sequence[Group], counts: Sequence[Callable[[Group], int]]) -> tuple[list[Group], list[Group]]:
    """Those whose counts can stand alone, and those that are hidden among each other: two at least, and six in each count."""
    kept = sorted(groups, key=lambda group: (min(count(group) for count in counts), group.name))
    hidden: list[Group] = []
    while kept and min(count(kept[0]) for count in counts) < LEAST_SHOWN:
        hidden.append(kept.pop(0))
    while hidden and kept and (len(hidden) < 2 or any(sum(map(count, hidden)) < LEAST_SHOWN for count in counts)):
        hidden.append(kept.pop(0))
    return [group for group in groups if group in kept], hidden
