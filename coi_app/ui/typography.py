"""Type sizes relative to the person's own font setting."""

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from coi_app.ui import tokens

LINE_OF_TEXT = 80
"""A line of running text is at most this many average characters wide, which comes to about 75 with whole words."""

_DRAWN_FOR = 13.0
_REFERENCE_TEXT = "Most of it needs nothing from you, and nobody may ask which party."


def scale_of(font: QFont) -> float:
    """How much larger than drawn everything is for a person whose system font is `font`; never smaller than drawn."""
    return max(1.0, QFontInfo(font).pixelSize() / _DRAWN_FOR)


def body_font(system: QFont, scale: float) -> QFont:
    """The application's font: the system's family at the size of body text."""
    font = QFont(system)
    font.setPixelSize(round(tokens.BODY * scale))
    return font


def sized(body: QFont, drawn: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A font of `drawn` pixels in the design's scale, in proportion to the body font it derives from."""
    font = QFont(body)
    font.setPixelSize(round(pixels(body) * drawn / tokens.BODY))
    font.setWeight(weight)
    return font


def pixels(font: QFont) -> int:
    """A font's size in pixels, whichever unit it was set in."""
    return font.pixelSize() if font.pixelSize() > 0 else QFontInfo(font).pixelSize()


def line_width(font: QFont) -> int:
    """How wide a line of running text may become in this font."""
    width = QFontMetricsF(font).horizontalAdvance(_REFERENCE_TEXT)
    return round(width / len(_REFERENCE_TEXT) * LINE_OF_TEXT)
