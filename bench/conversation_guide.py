"""The conversation guide beside the same text drawn by ReportLab alone: its own paragraphs and tables, no tags."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, HRFlowable, Paragraph, SimpleDocTemplate, Spacer, Table

from coi_app.documents.conversation import pages_of
from coi_app.documents.flow import Columns, Part, Stack
from coi_app.documents.marks import Beside, Flowing, Hairline, Ruled, Text
from coi_app.documents.style import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH, Ink
from coi_app.domain.conversation import ConversationGuide

Block = tuple[str, Any, float]
"""What it is, what is in it, and the space above it."""


def blocks(guide: ConversationGuide) -> list[Block]:
    """The guide's pieces without our types: what a program that used ReportLab alone would start from."""
    return [block for page in pages_of(guide) for part in page for block in _blocks(part, TEXT_WIDTH)]


def _blocks(part: Part, width: float) -> list[Block]:
    if isinstance(part, Text):
        return [("text", (_markup(part), part.leading), part.before)]
    if isinstance(part, Stack) and part.tag and part.tag.role == "Table":
        return [("table", _rows(part), part.before)]
    if isinstance(part, Columns) and part.tag and part.tag.role == "LI":
        # A list item is a paragraph with a bullet, as anyone would write it; no table.
        return [("item", content, part.before) for kind, content, _ in _blocks(part.cells[1], width) if kind == "text"]
    if isinstance(part, Stack):
        inner = [block for child in part.parts for block in _blocks(child, width)]
        return [("space", None, part.before), *inner]
    if isinstance(part, Columns):
        shares = part.shares(width)
        cells = [_blocks(cell, share) for cell, share in zip(part.cells, shares, strict=True)]
        return [("columns", (cells, [share + part.gutter for share in shares]), part.before)]
    if isinstance(part, Beside):
        return _blocks(part.part, width)
    if isinstance(part, Flowing):
        # Several ticks in a line: a table row for each part of them would only make the baseline slower.
        return [block for row in part.rows for block in _blocks(row, width)]
    if isinstance(part, Ruled):
        return [("rule", None, part.pitch)] * part.count
    return [("rule", None, part.before)] if isinstance(part, Hairline) else []


def _rows(table: Stack) -> list[list[list[Any]]]:
    """A table's cells as marked-up words, each text on a line of its own."""
    rows = [part for part in table.parts if isinstance(part, Columns)]
    cells = [[_blocks(cell, TEXT_WIDTH / len(row.cells)) for cell in row.cells] for row in rows]
    return [[[content for kind, content, _ in cell if kind == "text"] for cell in row] for row in cells]


def _markup(text: Text) -> str:
    return "".join(
        f'<font name="{run.type.font.value}" size="{run.type.size}" color="{_colour(run.type.ink)}">{escape(run.text)}</font>'
        for run in text.runs
    )


def _colour(ink: Ink) -> str:
    return f"#{round(ink.red * 255):02x}{round(ink.green * 255):02x}{round(ink.blue * 255):02x}"


def drawn_by_reportlab_alone(pieces: Sequence[Block]) -> bytes:
    """The pieces as an untagged PDF."""
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        leftMargin=MARGIN_SIDE,
        rightMargin=MARGIN_SIDE,
        topMargin=MARGIN_TOP,
        bottomMargin=MARGIN_BOTTOM,
        invariant=1,
        initialFontName="SourceSansPro-Regular",
    )
    document.build(_flowables(pieces))
    return buffer.getvalue()


def _flowables(pieces: Sequence[Block]) -> list[Flowable]:
    flowables: list[Flowable] = []
    for kind, content, before in pieces:
        if before:
            flowables.append(Spacer(1, before))
        if kind == "text":
            flowables.append(_paragraph(*content))
        elif kind == "item":
            flowables.append(_paragraph(*content, bullet="•"))
        elif kind == "table":
            rows = [[[_paragraph(*text) for text in cell] for cell in row] for row in content]
            flowables.append(Table(rows, colWidths=[TEXT_WIDTH / 2, TEXT_WIDTH / 2], style=[*PLAIN, LINES]))
        elif kind == "columns":
            cells, widths = content
            flowables.append(Table([[_flowables(cell) for cell in cells]], colWidths=widths, style=PLAIN))
        elif kind == "rule":
            flowables.append(HRFlowable(width="100%", thickness=0.5, color=Color(0.7, 0.75, 0.78), spaceBefore=0, spaceAfter=0))
    return flowables


def _paragraph(words: str, leading: float, bullet: str | None = None) -> Paragraph:
    style = ParagraphStyle(
        "text",
        fontName="SourceSansPro-Regular",
        bulletFontName="SourceSansPro-Regular",
        fontSize=leading / 1.3,
        leading=leading,
        leftIndent=10 if bullet else 0,
    )
    return Paragraph(words, style, bulletText=bullet)


LINES = ("LINEBELOW", (0, 0), (-1, -2), 0.5, Color(0.7, 0.75, 0.78))
PLAIN = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("FONT", (0, 0), (-1, -1), "SourceSansPro-Regular"),
]
