"""What is drawn on a page: set text, lines to write on, hairlines, squares to tick; measured, split and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coi_app.documents.flow import Columns, Part
from coi_app.documents.structure import Tag
from coi_app.documents.style import BRAND_INK, HAIRLINE, LINE_INK, TEXT_INK, WRITING_INK, Ink
from coi_app.documents.tagging import TaggedCanvas
from coi_app.documents.typesetting import Line, Run, fill

ASCENT = 0.77
TICK_SIDE = 8.0


@dataclass
class Text:
    """Set text under one tag; an outline level of 0 or more puts it into the document's outline too."""

    runs: Sequence[Run]
    tag: Tag
    leading: float
    before: float = 0.0
    keeps_next: bool = False
    outline: int = -1
    _lines: dict[float, list[Line]] = field(default_factory=dict)

    def lines(self, width: float) -> list[Line]:
        """The text in lines at this width."""
        if width not in self._lines:
            self._lines[width] = fill(self.runs, width)
        return self._lines[width]

    def height(self, width: float) -> float:
        """A leading for each line."""
        return len(self.lines(width)) * self.leading

    def split(self, width: float, room: float) -> tuple[Part, Part] | None:
        """Between lines, two at least on each side; a heading never."""
        lines = self.lines(width)
        fits = min(int(room / self.leading), len(lines) - 2)
        if fits < 2 or self.keeps_next:
            return None
        return self._piece(lines[:fits], width, self.before), self._piece(lines[fits:], width, 0.0)

    def _piece(self, lines: list[Line], width: float, before: float) -> Text:
        return Text(self.runs, self.tag, self.leading, before, self.keeps_next, self.outline, {width: lines})

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Write the lines."""
        lines = self.lines(width)
        if not any(lines):
            return
        if self.outline >= 0:
            canvas.outline("".join(run.text for run in self.runs), self.outline, top)
        with canvas.inside(self.tag):
            canvas.write(x, top - _drop(lines, self.leading), lines, self.leading)


def _drop(lines: list[Line], leading: float) -> float:
    """From the top of a line to its baseline: the type centred in its leading."""
    size = max((run.type.size for line in lines for run in line), default=leading / 1.3)
    return (leading - size) / 2 + ASCENT * size


@dataclass
class Ruled:
    """Lines to write on by hand."""

    count: int
    pitch: float
    before: float = 0.0
    keeps_next: bool = False

    def height(self, width: float) -> float:
        """A pitch for each line."""
        return self.count * self.pitch

    def split(self, width: float, room: float) -> tuple[Part, Part] | None:
        """Never."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the lines."""
        for number in range(1, self.count + 1):
            canvas.rule(x, top - number * self.pitch, x + width, WRITING_INK)


@dataclass
class Hairline:
    """A line across, with `after` below it."""

    before: float = 0.0
    after: float = 0.0
    ink: Ink = LINE_INK
    thickness: float = HAIRLINE
    keeps_next: bool = True

    def height(self, width: float) -> float:
        """The space below it."""
        return self.after

    def split(self, width: float, room: float) -> tuple[Part, Part] | None:
        """Never."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it."""
        canvas.rule(x, top, x + width, self.ink, self.thickness)


@dataclass
class Square:
    """A square to tick, level with the first line beside it."""

    leading: float
    before: float = 0.0
    keeps_next: bool = False

    def height(self, width: float) -> float:
        """One line."""
        return self.leading

    def split(self, width: float, room: float) -> tuple[Part, Part] | None:
        """Never."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it, in the middle of the line's height."""
        canvas.square(x, top - (self.leading + TICK_SIDE) / 2 - 0.3, TICK_SIDE, TEXT_INK)


@dataclass
class Beside:
    """A part with a vertical line at its left."""

    part: Part
    indent: float = 10.0
    ink: Ink = BRAND_INK
    before: float = 0.0
    keeps_next: bool = False

    def height(self, width: float) -> float:
        """The part's."""
        return self.part.height(width - self.indent)

    def split(self, width: float, room: float) -> tuple[Part, Part] | None:
        """Where the part splits; both pieces keep the line."""
        pieces = self.part.split(width - self.indent, room)
        if not pieces:
            return None
        head, rest = (Beside(piece, self.indent, self.ink) for piece in pieces)
        head.before = self.before
        return head, rest

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the line and the part."""
        canvas.stroke(x + 1, top - 1.5, x + 1, top - self.height(width) + 1.5, self.ink, 1.6)
        self.part.draw(canvas, x + self.indent, top, width - self.indent)


@dataclass
class Flowing:
    """The rows of one list set side by side, as many in a line as their natural widths allow."""

    rows: Sequence[Columns]
    natural: Sequence[float]
    gutter: float = 14.0
    tag: Tag = field(default_factory=lambda: Tag("L", numbering="None"))
    before: float = 0.0
    keeps_next: bool = False

    def height(self, width: float) -> float:
        """Its lines."""
        return sum(self._line_height(line, width) for line in self._lines(width))

    def split(self, width: float, room: float) -> tuple[Part, Part] | None:
        """Never."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw line after line."""
        with canvas.inside(self.tag):
            for line in self._lines(width):
                left = x
                for number in line:
                    self.rows[number].draw(canvas, left, top, min(width, self.natural[number]))
                    left += self.natural[number] + self.gutter
                top -= self._line_height(line, width)

    def _line_height(self, line: list[int], width: float) -> float:
        return max(self.rows[number].height(min(width, self.natural[number])) for number in line) + 1.5

    def _lines(self, width: float) -> list[list[int]]:
        lines: list[list[int]] = []
        used = width + 1
        for number, wide in enumerate(self.natural):
            if used + wide > width:
                lines.append([])
                used = 0.0
            lines[-1].append(number)
            used += wide + self.gutter
        return lines
