"""The rulebook as a PDF: numbered, tagged, with contents, an outline, and a column for comment beside the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coi_app.documents.flow import Columns, Part, Stack, paginate
from coi_app.documents.marks import Hairline, Text
from coi_app.documents.metadata import Heading
from coi_app.documents.parts import BULLET, GUTTER_IN_TABLE, definitions, fill_in_row, furniture, heading, paragraph, subheading, table, title
from coi_app.documents.sources import day_words
from coi_app.documents.structure import Tag
from coi_app.documents.style import LINE_INK, MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, MUTED_INK, PAGE_HEIGHT, TEXT_HEIGHT, TEXT_WIDTH, Scale, Type
from coi_app.documents.tagging import TaggedCanvas
from coi_app.documents.typesetting import Run, runs
from coi_app.domain.rulebook import COMMENTS_BY, COMMENTS_TO, Block, Consultation, Grid, Point, Rulebook, Section, Statement

SCALE = Scale(body_size=9.4, gap=4.4, writing_lines=3, line=1.3)
SMALLER = Scale(body_size=8.2, gap=4.4, writing_lines=3, line=1.26)
COMMENT_WIDTH = 84.0
GAP_BEFORE_COMMENT = 14.0
WIDTH = TEXT_WIDTH - COMMENT_WIDTH - GAP_BEFORE_COMMENT
NUMBER_WIDTH = 36.0
PAGE_WIDTH_IN_CONTENTS = 26.0
DAY_WIDTH = 110.0
HASH_SHOWN = 12
WIDE = 5
"""Columns from which a table is set smaller."""
MOST_THAT_RUNS_ON = 220
"""Characters of a labelled text that shares a paragraph with its neighbours."""


def rulebook_pdf(book: Rulebook) -> bytes:
    """The rulebook as a tagged PDF; the same rulebook gives the same bytes."""
    headings: dict[str, Part] = {}
    body = paginate([part for chapter in book.chapters for part in _section(chapter, 1, headings)], WIDTH, TEXT_HEIGHT)
    before = len(_front(book, {}))
    at = {id(part): number for number, page in enumerate(body, start=before + 1) for part in page}
    front = _front(book, {number: at[id(part)] for number, part in headings.items()})
    return _drawn(book, [*front, *body])


def _drawn(book: Rulebook, pages: Sequence[Sequence[Part]]) -> bytes:
    canvas = TaggedCanvas(Heading(title=f"{book.title}, {book.version}", document_id=f"{book.version} {book.hash}", day=book.effective))
    foot = f"Version {book.version} · content {book.hash[:HASH_SHOWN]} · the app advises, a person decides"
    for place, page in enumerate(pages, start=1):
        furniture(canvas, book.title, foot, place, len(pages), SCALE)
        _comment_column(canvas)
        Stack(page).draw(canvas, MARGIN_SIDE, PAGE_HEIGHT - MARGIN_TOP, WIDTH)
        canvas.showPage()
    return canvas.finished()


def _comment_column(canvas: TaggedCanvas) -> None:
    """A line down the page, and what the column beside it is for."""
    small = Type(SCALE.small.font, 8.0, 10.0, MUTED_INK)
    left = MARGIN_SIDE + WIDTH + GAP_BEFORE_COMMENT / 2
    canvas.stroke(left, MARGIN_BOTTOM, left, PAGE_HEIGHT - MARGIN_TOP, LINE_INK)
    with canvas.artifact():
        canvas.write(left + GAP_BEFORE_COMMENT / 2, PAGE_HEIGHT - MARGIN_TOP + 12, [(Run("Comment", small),)], small.leading)


# the first pages


def _front(book: Rulebook, pages: Mapping[str, int]) -> list[list[Part]]:
    """The head and the contents, page by page; a number of a page that is not known yet takes as much room."""
    parts: list[Part] = [title(book.title, SCALE), definitions(book.facts, SCALE, 120.0, SCALE.gap * 2)]
    parts.append(_comments(book.comments))
    parts += [paragraph(notice, SCALE.body.strong(), SCALE.gap * 1.5) for notice in book.notices]
    return paginate([*parts, heading("Contents", SCALE), _contents(book, pages)], WIDTH, TEXT_HEIGHT)


def _comments(comments: Consultation) -> Part:
    """Where comments go and by when, or lines to write it on."""
    cells = [(COMMENTS_TO, comments.to), (COMMENTS_BY, day_words(comments.by) if comments.by else "")]
    return fill_in_row(cells, SCALE, [0.0, DAY_WIDTH], before=2.4)


def _contents(book: Rulebook, pages: Mapping[str, int]) -> Part:
    lines: list[Part] = []
    for chapter in book.chapters:
        lines.append(_line_of_contents(chapter, pages, SCALE.body.strong(), SCALE.gap * 0.9))
        lines += [_line_of_contents(section, pages, SCALE.body, 0.0) for section in chapter.sections]
    return Stack(lines, Tag("TOC"), SCALE.gap)


def _line_of_contents(section: Section, pages: Mapping[str, int], type_: Type, before: float) -> Part:
    page = str(pages.get(section.number, "000"))
    cells = [paragraph(section.number, type_), paragraph(section.title, type_), paragraph(page, type_)]
    return Columns(cells, [NUMBER_WIDTH, 0, PAGE_WIDTH_IN_CONTENTS], 6.0, Tag("TOCI"), before, keeps_next=bool(before))


# the chapters


def _section(section: Section, depth: int, headings: dict[str, Part]) -> Iterator[Part]:
    if depth > 2:
        yield _entry(section)
        return
    words = f"{section.number} {section.title}"
    head = heading(words, SCALE) if depth == 1 else subheading(words, SCALE, 2.6)
    headings[section.number] = head
    yield head
    yield from _blocks(section.blocks)
    for part in section.sections:
        yield from _section(part, depth + 1, headings)


def _entry(section: Section) -> Part:
    """An entry with its heading; it may go on over the page, as the numbers lead to it anyhow."""
    words = runs(f"{section.number} {section.title}", SCALE.body.strong())
    head = Text(words, Tag("H4"), SCALE.body.leading, keeps_next=True, outline=3)
    parts: list[Part] = [Hairline(after=SCALE.gap * 0.6), head, *_blocks(section.blocks), *(_entry(part) for part in section.sections)]
    return Stack(parts, before=SCALE.gap * 2.0)


def _blocks(blocks: Iterable[Block]) -> Iterator[Part]:
    """The blocks one below the other; short ones with a label run on in one paragraph, each label strong."""
    short: list[Statement] = []
    for block in blocks:
        if isinstance(block, Statement) and _runs_on(block):
            short.append(block)
            continue
        yield from _paragraph(short)
        short = []
        yield from [_grid(block)] if isinstance(block, Grid) else _statement(block)
    yield from _paragraph(short)


def _runs_on(statement: Statement) -> bool:
    return bool(statement.label and statement.words) and not statement.number and not statement.points and len(statement.words) <= MOST_THAT_RUNS_ON


def _paragraph(short: Sequence[Statement]) -> Iterator[Part]:
    pieces: list[Run] = []
    for statement in short:
        pieces += [*([Run("  ", SCALE.body)] if pieces else []), *_pieces(statement)]
    if pieces:
        yield Text(pieces, Tag("P"), SCALE.body.leading, SCALE.gap * 0.7)


def set_in(grid: Grid) -> tuple[Scale, list[float]]:
    """The type scale of a table and the widths of its columns."""
    free = WIDTH - GUTTER_IN_TABLE * (len(grid.shares) - 1)
    return SMALLER if len(grid.shares) >= WIDE else SCALE, [free * share for share in grid.shares]


def _grid(grid: Grid) -> Part:
    scale, widths = set_in(grid)
    return table(grid.header, grid.rows, widths, scale, SCALE.gap * 1.4)


def _statement(statement: Statement) -> Iterator[Part]:
    pieces = _pieces(statement)
    if pieces:
        yield Text(pieces, Tag("P"), SCALE.body.leading, SCALE.gap * 0.7, keeps_next=bool(statement.points))
    if statement.points:
        yield _points(statement.points, SCALE.gap * 0.3)


def _pieces(statement: Statement) -> list[Run]:
    pieces: list[Run] = []
    for words, type_ in ((statement.number, SCALE.small), (statement.label and f"{statement.label}:", SCALE.body.strong()), (statement.words, SCALE.body)):
        if words:
            pieces += [*([Run(" ", type_)] if pieces else []), *runs(words, type_)]
    return pieces


def _points(points: Sequence[Point], before: float) -> Part:
    """A list, with the lists of its points in it."""
    return Stack([_point(point) for point in points], Tag("L", numbering="Disc"), before)


def _point(point: Point) -> Part:
    body: list[Part] = [Text(runs(point.lead, SCALE.body), Tag("P"), SCALE.body.leading, keeps_next=bool(point.points))]
    if point.points:
        body.append(_points(point.points, 0.0))
    label = Text([Run(BULLET, SCALE.body)], Tag("Lbl"), SCALE.body.leading)
    return Columns([label, Stack(body, Tag("LBody"))], [SCALE.body.size * 1.05, 0], tag=Tag("LI"), before=SCALE.gap * 0.25)
