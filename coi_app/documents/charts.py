"""Charts that a black-and-white printer keeps: dark, hatched and empty bars, each with its number beside it."""
# ReportLab's shapes carry few types, and those of what a rectangle is drawn with are not what it takes.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false, reportArgumentType=false

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color

from coi_app.documents.flow import Part
from coi_app.documents.style import BRAND_INK, TEXT_INK, Font, Ink, Type
from coi_app.documents.tagging import TaggedCanvas
from coi_app.documents.typesetting import fill, plain, runs, width

PITCH, BAR, HATCH = 19.0, 11.0, 3.6
LABEL_WIDTH, NUMBER_WIDTH = 170.0, 74.0
LABEL = Type(Font.REGULAR, 9.0, 11.0)


@dataclass(frozen=True)
class Bar:
    """A bar of the chart: its number, how much of it is dark, and what stands beside it; hatched where `dark` is None."""

    name: str
    whole: int
    dark: int | None
    words: str


@dataclass
class BarChart:
    """Bars one under the other; `alternative` says what they show."""

    bars: Sequence[Bar]
    alternative: str
    before: float = 0.0
    keeps_next: bool = True

    def height(self, width: float) -> float:
        """A line for each bar."""
        return len(self.bars) * PITCH

    def split(self, width: float, room: float) -> tuple[Part, Part] | None:
        """Never: one chart is one picture."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it as one figure."""
        high = self.height(width)
        drawing = Drawing(width, high, initialFontName=Font.REGULAR.value, initialFontSize=LABEL.size)
        unit = (width - LABEL_WIDTH - NUMBER_WIDTH) / max((bar.whole for bar in self.bars), default=1)
        for place, bar in enumerate(self.bars):
            _draw(drawing, bar, high - (place + 1) * PITCH + (PITCH - BAR) / 2, unit)
        with canvas.figure(self.alternative, (x, top - high, x + width, top)):
            renderPDF.draw(drawing, canvas, x, top - high)


def _draw(drawing: Drawing, bar: Bar, bottom: float, unit: float) -> None:
    long, dark = bar.whole * unit, (bar.dark or 0) * unit
    line = _colour(BRAND_INK)
    drawing.add(_words(0, bottom, _fitted(bar.name)))
    drawing.add(Rect(LABEL_WIDTH, bottom, long, BAR, strokeColor=line, strokeWidth=0.7, fillColor=None))
    if bar.dark is None:
        for step in range(1, int(long / HATCH)):
            at = LABEL_WIDTH + step * HATCH
            drawing.add(Line(at, bottom, at, bottom + BAR, strokeColor=line, strokeWidth=0.4))
    elif dark:
        drawing.add(Rect(LABEL_WIDTH, bottom, dark, BAR, strokeColor=line, strokeWidth=0.7, fillColor=line))
    drawing.add(_words(LABEL_WIDTH + long + 5, bottom, bar.words))


def _words(x: float, bottom: float, words: str) -> String:
    return String(x, bottom + 2.6, words, fontName=LABEL.font.value, fontSize=LABEL.size, fillColor=_colour(TEXT_INK))


def _fitted(name: str) -> str:
    """As much of the name as there is room for; the table has all of it."""
    whole = "".join(run.text for run in runs(plain(name).replace("\n", " "), LABEL))
    room = LABEL_WIDTH - 10
    if width(whole, LABEL) <= room:
        return whole
    first = fill(runs(whole, LABEL), room - width("…", LABEL))[0]
    return "".join(run.text for run in first).rstrip() + "…"


def _colour(ink: Ink) -> Color:
    return Color(ink.red, ink.green, ink.blue)
