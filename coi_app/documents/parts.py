"""The pieces that documents are made of; each carries the role of its tag, and nothing else draws on a page."""

from __future__ import annotations

from collections.abc import Sequence

from coi_app.documents.flow import Columns, Part, Space, Stack
from coi_app.documents.marks import TICK_SIDE, Beside, Flowing, Hairline, Ruled, Square, Text
from coi_app.documents.structure import Tag
from coi_app.documents.style import (
    BRAND_INK,
    GUTTER,
    LINE_INK,
    MARGIN_BOTTOM,
    MARGIN_SIDE,
    MARGIN_TOP,
    MUTED_INK,
    PAGE_HEIGHT,
    TEXT_WIDTH,
    Scale,
    Type,
)
from coi_app.documents.tagging import TaggedCanvas
from coi_app.documents.typesetting import Run, fill, plain, runs, width

BULLET = "•"
GUTTER_IN_TABLE = 12.0


# text


def title(words: str, scale: Scale) -> Part:
    """The document's name, its only heading of the first rank."""
    return Text(runs(words, scale.title), Tag("H1"), scale.title.leading, keeps_next=True, outline=0)


def heading(words: str, scale: Scale) -> Part:
    """A section's heading under a hairline; it never stands alone at the foot of a page."""
    text = Text(runs(words, scale.heading), Tag("H2"), scale.heading.leading, keeps_next=True, outline=1)
    line = Hairline(after=scale.gap * 0.7, ink=BRAND_INK, thickness=0.9)
    return Stack([line, text], before=space_above_heading(scale), keeps_next=True, together=True)


def space_above_heading(scale: Scale) -> float:
    """What sets a section off from the one before."""
    return max(9.0, scale.gap * 2.2)


def subheading(words: str, scale: Scale, before: float = 1.2) -> Part:
    """A heading inside a section."""
    return Text(
        runs(words, scale.subheading), Tag("H3"), scale.subheading.leading, scale.gap * before, keeps_next=True, outline=2
    )


def paragraph(words: str, type_: Type, before: float = 0.0, keeps_next: bool = False) -> Text:
    """Running text in one type."""
    return Text(runs(words, type_), Tag("P"), type_.leading, before, keeps_next)


def labelled(label: str, words: str, type_: Type, before: float = 0.0) -> Text:
    """A paragraph that opens with a few strong words."""
    return Text([*runs(label, type_.strong()), Run(" ", type_), *runs(words, type_)], Tag("P"), type_.leading, before)


def mixed(pieces: Sequence[tuple[str, Type]], before: float = 0.0, role: str = "P") -> Text:
    """A paragraph in several types; each piece is one text with spaces between them."""
    together: list[Run] = []
    for words, type_ in pieces:
        if not words:
            continue
        if together:
            together.append(Run(" ", type_))
        together.extend(runs(words, type_))
    return Text(together, Tag(role), max(type_.leading for _, type_ in pieces), before)


def quoted(words: str, scale: Scale, before: float = 0.0) -> Part:
    """A person's own words, marked by a line at their left."""
    texts = [Text(runs(words, scale.body), Tag("P"), scale.body.leading)]
    return Beside(Stack(texts, Tag("BlockQuote")), before=before)


# lists


def bullets(items: Sequence[str | Text], scale: Scale, before: float = 0.0) -> Part:
    """A list; an item is words, or a text of several types."""
    rows = [_bulleted(item if isinstance(item, Text) else paragraph(item, scale.body), scale) for item in items]
    return Stack(_spaced(rows, scale.gap * 0.4), Tag("L", numbering="Disc"), before)


def _bulleted(text: Text, scale: Scale) -> Columns:
    label = Text([Run(BULLET, scale.body)], Tag("Lbl"), text.leading)
    return Columns([label, Stack([text], Tag("LBody"))], [scale.body.size * 1.05, 0], tag=Tag("LI"))


def listed(name: str, items: Sequence[str | Text], scale: Scale, before: float = 1.2) -> list[Part]:
    """A heading with its list; nothing where the list is empty."""
    return [subheading(name, scale, before), bullets(items, scale, scale.gap * 0.3)] if items else []


def _ticked(text: Text, scale: Scale) -> Columns:
    return Columns([Square(text.leading), Stack([text], Tag("LBody"))], [TICK_SIDE + 6, 0], tag=Tag("LI"))


def ticks_in_columns(items: Sequence[Text], columns: int, scale: Scale, before: float = 0.0) -> Part:
    """One list of things to tick, read down the first column and then the next."""
    rows = [_ticked(item, scale) for item in items]
    each = -(-len(rows) // columns)
    cells = [Stack(_spaced(rows[start : start + each], scale.gap * 0.3)) for start in range(0, len(rows), each)]
    return Columns(cells, [0.0] * len(cells), gutter=GUTTER, tag=Tag("L", numbering="None"), before=before)


def ticks_in_line(label: str, items: Sequence[Text], scale: Scale, before: float = 0.0) -> Part:
    """A label and, beside it, a few things to tick, as many in a line as fit."""
    head = paragraph(label, scale.body.strong())
    return Columns([head, Flowing([_ticked(i, scale) for i in items], [_wide(i) for i in items])], [74, 0], before=before)


def _wide(text: Text) -> float:
    return TICK_SIDE + 6 + sum(width(run.text, run.type) for run in text.runs) + 1


def _spaced(parts: Sequence[Columns], gap: float) -> list[Part]:
    for part in parts[1:]:
        part.before = gap
    return list(parts)


# tables


def definitions(rows: Sequence[tuple[str, str]], scale: Scale, label_width: float = 0.0, before: float = 0.0) -> Part:
    """Names and what they stand for: a table whose first cells are the headers of their rows; rows may split."""
    cells: list[Part] = []
    for number, (name, words) in enumerate(rows):
        if number:
            cells.append(Hairline(before=scale.gap * 0.3, after=scale.gap * 0.3))
        header = Stack([paragraph(name, scale.body.muted())], Tag("TH", scope="Row"))
        value = Stack([paragraph(words, scale.body)], Tag("TD"))
        cells.append(Columns([header, value], [label_width, 0], GUTTER_IN_TABLE, Tag("TR")))
    return Stack(cells, Tag("Table"), before)


def table(header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], scale: Scale, before: float = 0.0) -> Part:
    """A table with a header row; rows may split, and the header is one for all pages."""
    heads = [Stack([paragraph(words, scale.small.strong())], Tag("TH", scope="Column")) for words in header]
    lines: list[Part] = [Columns(heads, widths, GUTTER_IN_TABLE, Tag("TR"), keeps_next=True)]
    for row in rows:
        lines.append(Hairline(before=scale.gap * 0.3, after=scale.gap * 0.3))
        cells = [Stack([paragraph(words, scale.body)], Tag("TD")) for words in row]
        lines.append(Columns(cells, widths, GUTTER_IN_TABLE, Tag("TR")))
    return Stack(lines, Tag("Table"), before)


# by hand


def writing_space(label: str, hint: str, scale: Scale, lines: int | None = None, before: float = 1.0) -> Part:
    """A label, a hint in a quieter voice, and ruled lines; label and lines stay together."""
    count = scale.writing_lines if lines is None else lines
    head = mixed([(label, scale.body.strong()), (hint, scale.small)])
    return Stack([head, Ruled(count, scale.writing_pitch)], before=scale.gap * before, together=True)


def writing_spaces(labels: Sequence[tuple[str, str]], scale: Scale, before: float = 1.0) -> Part:
    """Labels with hints side by side, and level ruled lines under each."""
    heads = [mixed([(label, scale.body.strong()), (hint, scale.small)]) for label, hint in labels]
    lines = [Ruled(scale.writing_lines, scale.writing_pitch) for _ in labels]
    equal = [0.0] * len(labels)
    return Stack([Columns(heads, equal, GUTTER), Columns(lines, equal, GUTTER)], before=scale.gap * before, together=True)


def fill_in(label: str, scale: Scale, value: str = "") -> Part:
    """A label above what is known, or above a line to write on."""
    head = paragraph(label, scale.small)
    known: Part = paragraph(value, scale.body) if value else Ruled(1, scale.writing_pitch * 0.9)
    return Stack([head, known])


def fill_in_row(cells: Sequence[tuple[str, str]], scale: Scale, widths: Sequence[float] = (), before: float = 1.0) -> Part:
    """Labels with values, or lines to write on, side by side."""
    parts = [fill_in(label, scale, value) for label, value in cells]
    return Columns(parts, widths or [0.0] * len(parts), 18, before=scale.gap * before)


def signatures(rows: Sequence[tuple[str, str]], scale: Scale, before: float = 1.0) -> Part:
    """Who signs, two side by side, with lines for signature and date; never split over two pages."""
    cells = [_signature(who, name, scale) for who, name in rows]
    pairs: list[Part] = []
    for start in range(0, len(cells), 2):
        pair = [*cells[start : start + 2], Space()][:2]
        pairs.append(Columns(pair, [0, 0], GUTTER, before=scale.gap * 0.6))
    return Stack(pairs, before=scale.gap * before, together=True)


def _signature(who: str, name: str, scale: Scale) -> Part:
    widths = [0.0, 62.0]
    lines = Columns([Ruled(1, scale.writing_pitch * 1.5)] * 2, widths, 12)
    label = mixed([(who, scale.small.strong()), (name, scale.small)])
    return Stack([lines, Columns([label, paragraph("Date", scale.small)], widths, 12, before=2.0)])


# side by side


def side_by_side(left: Sequence[Part], right: Sequence[Part], before: float = 0.0) -> Part:
    """Two columns of equal width, the left one read first."""
    return Columns([Stack(left), Stack(right)], [0, 0], GUTTER, before=before)


# the furniture of a page


def furniture(canvas: TaggedCanvas, head: str, foot: str, number: int, of: int, scale: Scale) -> None:
    """Header and footer as artifacts: what this is, and page x of y."""
    small = Type(scale.small.font, 8.0, 10.0, MUTED_INK)
    with canvas.artifact():
        _aside(canvas, head, small, PAGE_HEIGHT - MARGIN_TOP + 12)
        canvas.rule(MARGIN_SIDE, MARGIN_BOTTOM - 9, MARGIN_SIDE + TEXT_WIDTH, LINE_INK)
        _aside(canvas, foot, small, MARGIN_BOTTOM - 20)
        page = f"Page {number} of {of}"
        canvas.write(MARGIN_SIDE + TEXT_WIDTH - width(page, small), MARGIN_BOTTOM - 20, [(Run(page, small),)], small.leading)


def _aside(canvas: TaggedCanvas, words: str, type_: Type, baseline: float) -> None:
    line = fill(runs(plain(words).replace("\n", " "), type_), TEXT_WIDTH - 70)[0]
    if line:
        canvas.write(MARGIN_SIDE, baseline, [line], type_.leading)
