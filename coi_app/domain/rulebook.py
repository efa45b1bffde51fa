"""The rulebook as finished values: numbered chapters, sections and paragraphs, with points and tables, for whoever writes them out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

COMMENTS_TO, COMMENTS_BY = "Send your comment to", "By this day"
_PLACE = re.compile("⟦([^⟧]+)⟧")


@dataclass(frozen=True)
class Point:
    """A point of a list, with points of its own under it."""

    words: str
    points: tuple[Point, ...] = ()

    @property
    def lead(self) -> str:
        """The words as they stand above its points; as they are, where there are none or a sentence ends in them."""
        return f"{self.words}:" if self.points and self.words[-1:] not in ".!?…" else self.words


@dataclass(frozen=True)
class Statement:
    """A paragraph, or a few strong words and what they stand for; its points belong to it.

    One that is `counted` gets a number of its own.
    """

    words: str
    label: str = ""
    points: tuple[Point, ...] = ()
    counted: bool = False
    number: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: what heads its columns, its rows, and each column's share of the width."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]


Block = Statement | Grid


@dataclass(frozen=True)
class Section:
    """A chapter, a section of one, or an entry in a section; others point to it by its `place`.

    Readers are asked for comment at the end of one that says so.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    place: str = ""
    asks: bool = False
    number: str = ""


@dataclass(frozen=True)
class Consultation:
    """Where comments go and by when; what is not known here is left to be filled in by hand."""

    to: str = ""
    by: date | None = None


BY_HAND = Consultation()
"""Nothing is known yet: all of it is filled in by hand."""


@dataclass(frozen=True)
class Rulebook:
    """The whole of it: of which content, since when, where comments on it go, and the chapters."""

    title: str
    version: str
    effective: date
    hash: str
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    chapters: tuple[Section, ...]
    comments: Consultation = BY_HAND


def to(place: str) -> str:
    """What stands in words for the number of a place until the numbers are known."""
    return f"⟦{place}⟧"


def numbered(chapters: Sequence[Section]) -> tuple[Section, ...]:
    """The chapters with every number, and with the number of each place where words point to it; KeyError where there is none."""
    counted = tuple(_counted(chapter, str(count)) for count, chapter in enumerate(chapters, start=1))
    numbers = {section.place: section.number for chapter in counted for section in walked(chapter) if section.place}
    return tuple(_pointed(chapter, numbers) for chapter in counted)


def walked(section: Section) -> tuple[Section, ...]:
    """The section and every section in it, in reading order."""
    return (section, *(inner for part in section.sections for inner in walked(part)))


def _counted(section: Section, number: str) -> Section:
    blocks: list[Block] = []
    count = 0
    for block in section.blocks:
        if isinstance(block, Statement) and block.counted:
            count += 1
            block = replace(block, number=f"{number}.{count}")
        blocks.append(block)
    sections = tuple(_counted(part, f"{number}.{place}") for place, part in enumerate(section.sections, start=count + 1))
    return replace(section, number=number, blocks=tuple(blocks), sections=sections)


def _pointed(section: Section, numbers: Mapping[str, str]) -> Section:
    def said(words: str) -> str:
        return _PLACE.sub(lambda found: numbers[found[1]], words)

    def point(one: Point) -> Point:
        return Point(said(one.words), tuple(map(point, one.points)))

    def block(one: Block) -> Block:
        if isinstance(one, Grid):
            return replace(one, rows=tuple(tuple(map(said, row)) for row in one.rows))
        return replace(one, words=said(one.words), points=tuple(map(point, one.points)))

    return replace(section, blocks=tuple(map(block, section.blocks)), sections=tuple(_pointed(part, numbers) for part in section.sections))
