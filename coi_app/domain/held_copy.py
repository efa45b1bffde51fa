"""Everything that is held about one person, as it is given to them: what it is, why, how long, and the words themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class HeldPart:
    """One kind of what is held: why it is there, until when, and each thing in it as a name with its words."""

    title: str
    why: str
    until: str
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class HeldCopy:
    """All that is held about the person on a day, in plain order; `elsewhere` says where copies may be that the app does not hold."""

    person: str
    on: date
    parts: tuple[HeldPart, ...]
    elsewhere: tuple[str, ...] = ()
