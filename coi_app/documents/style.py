"""How every document looks: A4, one grid, one type scale, ink that survives a black-and-white printer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

MILLIMETRE = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN_SIDE = 17 * MILLIMETRE
MARGIN_TOP = 14 * MILLIMETRE
MARGIN_BOTTOM = 14 * MILLIMETRE
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN_SIDE
TEXT_HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
GUTTER = 24.0
HAIRLINE = 0.5


class Font(StrEnum):
    """The weights of Source Sans Pro that the documents use."""

    REGULAR = "SourceSansPro-Regular"
    SEMIBOLD = "SourceSansPro-Semibold"
    BOLD = "SourceSansPro-Bold"


@dataclass(frozen=True)
class Ink:
    """A colour: the shares of red, green and blue, from 0 to 1."""

    red: float
    green: float
    blue: float


def _ink(colour: int) -> Ink:
    return Ink((colour >> 16) / 255, (colour >> 8 & 255) / 255, (colour & 255) / 255)


TEXT_INK = _ink(0x16242B)
MUTED_INK = _ink(0x52646C)
BRAND_INK = _ink(0x083F42)
LINE_INK = _ink(0xB7C3C8)
WRITING_INK = _ink(0x8A999F)


@dataclass(frozen=True)
class Type:
    """A way to set text: weight, size, distance between lines, colour; a link where it leads to an address."""

    font: Font
    size: float
    leading: float
    ink: Ink = TEXT_INK
    leads_to: str = ""

    def strong(self) -> Type:
        """The same, semibold."""
        return Type(Font.SEMIBOLD, self.size, self.leading, self.ink)

    def muted(self) -> Type:
        """The same, in the quieter ink."""
        return Type(self.font, self.size, self.leading, MUTED_INK)

    def leading_to(self, address: str) -> Type:
        """The same as a link to a web address; the same type where the address is none."""
        return replace(self, ink=BRAND_INK, leads_to=address) if address.startswith("https://") else self


@dataclass(frozen=True)
class Scale:
    """A type scale on one body size, the space that goes with it, and how many lines to write on.

    Where paper is short, `with_hints` is false: hints that a manager can do without are left out. `length` is
    how long a guide gets in it, against the roomiest: measured on many guides, and the shortest of them.
    """

    body_size: float
    gap: float
    writing_lines: int
    writing_pitch: float = 19.0
    with_hints: bool = True
    line: float = 1.32
    length: float = 1.0

    @property
    def title(self) -> Type:
        """The document's name."""
        return Type(Font.BOLD, round(self.body_size * 2.0, 1), round(self.body_size * 2.3, 1), BRAND_INK)

    @property
    def heading(self) -> Type:
        """A section."""
        return Type(Font.BOLD, round(self.body_size * 1.36, 1), round(self.body_size * 1.65, 1), BRAND_INK)

    @property
    def subheading(self) -> Type:
        """A part of a section."""
        return Type(Font.SEMIBOLD, round(self.body_size * 1.05, 1), round(self.body_size * 1.36, 1))

    @property
    def lead(self) -> Type:
        """The one sentence that matters."""
        return Type(Font.SEMIBOLD, round(self.body_size * 1.36, 1), round(self.body_size * 1.72, 1))

    @property
    def body(self) -> Type:
        """Running text."""
        return Type(Font.REGULAR, self.body_size, round(self.body_size * self.line, 2))

    @property
    def small(self) -> Type:
        """Sources and labels."""
        size = max(7.8, self.body_size - 1.5)
        return Type(Font.REGULAR, size, round(size * 1.26, 2), MUTED_INK)


ROOMY = Scale(body_size=10.2, gap=6.0, writing_lines=4)
SNUG = Scale(body_size=9.7, gap=4.8, writing_lines=3, length=0.86)
CLOSE = Scale(body_size=9.4, gap=3.8, writing_lines=3, writing_pitch=17.5, with_hints=False, line=1.3, length=0.74)
CLOSER = Scale(body_size=9.2, gap=3.2, writing_lines=2, writing_pitch=17.0, with_hints=False, line=1.29, length=0.68)
CLOSEST = Scale(body_size=8.8, gap=2.6, writing_lines=2, writing_pitch=16.5, with_hints=False, line=1.27, length=0.62)
SCALES = (ROOMY, SNUG, CLOSE, CLOSER, CLOSEST)
