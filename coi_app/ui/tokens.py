"""The colours and sizes of the design, by name. Nothing else in the window names a colour; Qt is not needed to read them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """One theme's colours as #RRGGBB, each named for its use; `x_soft` is the ground on which the text `x` stands."""

    name: str
    ink: str
    muted: str
    paper: str
    ground: str
    line: str
    outline: str
    brand: str
    brand_hover: str
    brand_ink: str
    on_brand: str
    soft: str
    tint: str
    note: str
    note_line: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    stop: str
    stop_soft: str
    neutral: str
    neutral_soft: str
    focus: str
    focus_edge: str


LIGHT = Tokens(
    name="light",
    ink="#16242B",
    muted="#52646C",
    paper="#FFFFFF",
    ground="#F4F7F7",
    line="#D5DDE0",
    outline="#647980",
    brand="#0B5A5E",
    brand_hover="#0A4B4F",
    brand_ink="#083F42",
    on_brand="#FFFFFF",
    soft="#E2F0EF",
    tint="#F5FAF9",
    note="#FFF9EC",
    note_line="#EBDCAF",
    ok="#1F6F43",
    ok_soft="#E4F3EA",
    warn="#8A5200",
    warn_soft="#FDEFD9",
    stop="#A3282D",
    stop_soft="#FBE7E6",
    neutral="#36474F",
    neutral_soft="#E6ECEE",
    focus="#FFBF47",
    focus_edge="#16242B",
)

DARK = Tokens(
    name="dark",
    ink="#E8EEF0",
    muted="#A9B8BE",
    paper="#1B2428",
    ground="#12191C",
    line="#33424A",
    outline="#82959D",
    brand="#5CC2C0",
    brand_hover="#7AD3D1",
    brand_ink="#A6E3E0",
    on_brand="#08191A",
    soft="#143A3C",
    tint="#182C2F",
    note="#2A2518",
    note_line="#55492A",
    ok="#93D9AE",
    ok_soft="#163324",
    warn="#F3C581",
    warn_soft="#3A2B12",
    stop="#F6B1AE",
    stop_soft="#441F21",
    neutral="#C9D4D9",
    neutral_soft="#2B383E",
    focus="#FFBF47",
    focus_edge="#12191C",
)

HIGH_CONTRAST = Tokens(
    name="contrast",
    ink="#FFFFFF",
    muted="#EDEDED",
    paper="#000000",
    ground="#000000",
    line="#C8C8C8",
    outline="#FFFFFF",
    brand="#8FF3F0",
    brand_hover="#BDF8F6",
    brand_ink="#B8FFFC",
    on_brand="#000000",
    soft="#06383A",
    tint="#04201F",
    note="#1E1900",
    note_line="#FFE08A",
    ok="#A6F5BE",
    ok_soft="#06260F",
    warn="#FFD999",
    warn_soft="#2B1B00",
    stop="#FFC9C6",
    stop_soft="#3A0709",
    neutral="#FFFFFF",
    neutral_soft="#262626",
    focus="#FFBF47",
    focus_edge="#000000",
)

THEMES = (LIGHT, DARK, HIGH_CONTRAST)

TITLE, FIGURE, SECTION, LEAD, BODY, SMALL = 28, 20, 18, 16, 14, 13
"""The type scale in pixels at the design's own size; `typography` sets it relative to the person's font."""


def luminance(colour: str) -> float:
    """The relative luminance of a #RRGGBB colour, 0 to 1, as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
