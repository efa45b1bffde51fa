"""Parts into pages: stacks, columns, and page breaks that never strand a heading or split what belongs together.

Everything is measured before anything is drawn, so the number of pages is known while the first is drawn, and a
tighter scale can be tried at the price of measuring alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from coi_app.documents.structure import Tag
from coi_app.documents.style import TEXT_HEIGHT
from coi_app.documents.tagging import TaggedCanvas

MOST_TOGETHER = TEXT_HEIGHT * 0.55


class Part(Protocol):
    """A piece of a document; `before` is the least space above it, `keeps_next` ties it to the part below."""

    before: float
    keeps_next: bool

    def height(self, width: float) -> float:
        """How much height it takes at this width, without the space above."""
        ...

    def split(self, width: float, room: float) -> tuple[Part, Part] | None:
        """Two parts, the first no higher than `room`; None where it cannot be split there."""
        ...

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it downwards from `top`."""
        ...


@dataclass
class Stack:
    """Parts one under the other, under one tag where it has one.

    `together` keeps it on one page, unless it takes more than half of one: then it splits like any other.
    """

    parts: Sequence[Part]
    tag: Tag | None = None
    before: float = 0.0
    keeps_next: bool = False
    together: bool = False

    def height(self, width: float) -> float:
        """The parts and the space between them."""
        return sum(part.height(width) for part in self.parts) + sum(part.before for part in self.parts[1:])

    def split(self, width: float, room: float) -> tuple[Part, Part] | None:
        """Split between two parts, or inside one."""
        if self.together and self.height(width) <= MOST_TOGETHER:
            return None
        head, rest = fitting(self.parts, width, room)
        if not head or not rest:
            return None
        return self._piece(head, self.before), self._piece(rest, 0.0)

    def _piece(self, parts: Sequence[Part], before: float) -> Stack:
        return Stack(parts, self.tag, before, self.keeps_next)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw each part under the one before."""
        if self.tag:
            with canvas.inside(self.tag):
                self._draw_parts(canvas, x, top, width)
        else:
            self._draw_parts(canvas, x, top, width)

    def _draw_parts(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        for number, part in enumerate(self.parts):
            top -= part.before if number else 0.0
            part.draw(canvas, x, top, width)
            top -= part.height(width)


@dataclass
class Columns:
    """Cells side by side, read from left to right; a width of 0 takes what the others leave."""

    cells: Sequence[Part]
    widths: Sequence[float]
    gutter: float = 0.0
    tag: Tag | None = None
    before: float = 0.0
    keeps_next: bool = False
    _resolved: dict[float, list[float]] = field(default_factory=dict)

    def height(self, width: float) -> float:
        """The highest cell's."""
        return max(cell.height(share) for cell, share in zip(self.cells, self.shares(width), strict=True))

    def split(self, width: float, room: float) -> tuple[Part, Part] | None:
        """Split each cell that is too high; what fits stays whole on the first page."""
        heads: list[Part] = []
        rests: list[Part] = []
        for cell, share in zip(self.cells, self.shares(width), strict=True):
            pieces = (cell, Space()) if cell.height(share) <= room else cell.split(share, room)
            if pieces is None:
                return None
            heads.append(pieces[0])
            rests.append(pieces[1])
        return self._piece(heads, self.before), self._piece(rests, 0.0)

    def _piece(self, cells: Sequence[Part], before: float) -> Columns:
        return Columns(cells, self.widths, self.gutter, self.tag, before, self.keeps_next)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the cells, their tops level."""
        if self.tag:
            with canvas.inside(self.tag):
                self._draw_cells(canvas, x, top, width)
        else:
            self._draw_cells(canvas, x, top, width)

    def _draw_cells(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        for cell, share in zip(self.cells, self.shares(width), strict=True):
            cell.draw(canvas, x, top, share)
            x += share + self.gutter

    def shares(self, width: float) -> list[float]:
        """The width of each cell."""
        if width not in self._resolved:
            free = width - sum(self.widths) - self.gutter * (len(self.widths) - 1)
            share = free / max(1, sum(1 for w in self.widths if not w))
            self._resolved[width] = [w or share for w in self.widths]
        return self._resolved[width]


@dataclass
class Space:
    """Nothing, so high."""

    amount: float = 0.0
    before: float = 0.0
    keeps_next: bool = False

    def height(self, width: float) -> float:
        """The amount, at any width."""
        return self.amount

    def split(self, width: float, room: float) -> tuple[Part, Part] | None:
        """Never."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Nothing."""


def fitting(parts: Sequence[Part], width: float, room: float) -> tuple[list[Part], list[Part]]:
    """The parts that fit into the room, and the rest; a part is split where it can be, a heading goes with what follows."""
    head: list[Part] = []
    for number, part in enumerate(parts):
        left = room - (part.before if head else 0.0)
        height = part.height(width)
        if height <= left:
            head.append(part)
            room = left - height
            continue
        pieces = part.split(width, left)
        if pieces:
            return [*head, pieces[0]], [pieces[1], *parts[number + 1 :]]
        return _without_stranded(head, list(parts[number:]))
    return head, []


def _without_stranded(head: list[Part], rest: list[Part]) -> tuple[list[Part], list[Part]]:
    """Move parts that are tied to the next over to it."""
    while head and head[-1].keeps_next:
        rest.insert(0, head.pop())
    return head, rest


def paginate(parts: Sequence[Part], width: float, height: float) -> list[list[Part]]:
    """The parts page by page; what fits on no page stands on one of its own."""
    pages: list[list[Part]] = []
    rest = list(parts)
    while rest:
        page, after = fitting(rest, width, height)
        if not page:
            page, after = _forced(rest, width, height)
        pages.append(page)
        rest = after
    return pages


def _forced(parts: list[Part], width: float, height: float) -> tuple[list[Part], list[Part]]:
    """At least one part, where headings tied to one that is too high would come to nothing."""
    number = next((n for n, part in enumerate(parts) if not part.keeps_next), len(parts) - 1)
    return parts[: number + 1], parts[number + 1 :]
