"""A canvas on which every mark is either tagged text or an artifact, and the structure tree that it writes.

Strict: text outside an open tag raises Untagged, and so does a drawing that is neither a figure nor an artifact, or a link
past `write`. The order of drawing is the order of reading. ReportLab writes
no tags itself; everything here stays inside its object model (its canvas, its text object, its PDF objects).
"""
# ReportLab's canvas carries few types, and hooks of it that are used here are private to it.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportAttributeAccessIssue=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFName, PDFPage, PDFStream, PDFZCompress
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from coi_app.documents.finishing import finished
from coi_app.documents.fonts import widths
from coi_app.documents.metadata import LANGUAGE, MADE_BY, WRITTEN_BY, Heading, write_metadata
from coi_app.documents.structure import Spot, Tag, Written, write_structure
from coi_app.documents.style import HAIRLINE, PAGE_HEIGHT, PAGE_WIDTH, Font, Ink
from coi_app.documents.typesetting import Line, Run, width


class Untagged(ValueError):
    """Text, a drawing or a link outside any tag: a mistake in the code of a document, never of a record."""


class _Text(PDFTextObject):
    """A text object that can say what its characters stand for."""

    _code: list[str]

    def out(self, run: Run) -> None:
        """Write the run; a screen reader reads what it stands for."""
        if not run.actual:
            self.textOut(run.text)
            return
        actual = run.actual.encode("utf-16-be", errors="replace").hex().upper()
        self._code.append(f"/Span <</ActualText <FEFF{actual}>>> BDC")
        self.textOut(run.text)
        self._code.append("EMC")


class TaggedCanvas(Canvas):
    """ReportLab's canvas on A4, tagged and strict; `finished` gives the bytes, the same for the same drawing."""

    _doc: PDFDocument
    _code: list[str]

    def __init__(self, heading: Heading) -> None:
        self._buffer = BytesIO()
        self._heading = heading
        self.document = Tag("Document")
        self._open: list[Tag] = [self.document]
        self._artifacts = 0
        self._in_figure = False
        self._marked_on_page: list[Tag] = []
        self._pages: list[list[Tag]] = []
        self._outline_level = -1
        widths(Font.REGULAR)
        super().__init__(
            self._buffer,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=LANGUAGE,
            initialFontName=Font.REGULAR.value,  # pyright: ignore[reportArgumentType]
        )
        self.setTitle(heading.title)
        self.setAuthor(MADE_BY)
        self.setCreator(MADE_BY)
        self.setProducer(WRITTEN_BY)
        self.setSubject(heading.document_id)
        self.setViewerPreference("DisplayDocTitle", "true")
        self.setDateFormatter(lambda *_: f"D:{heading.day:%Y%m%d}000000+00'00'")

    # what parts draw with

    @contextmanager
    def inside(self, tag: Tag) -> Generator[None]:
        """Open the tag for what is drawn within."""
        if tag.parent is None:
            tag.parent = self._open[-1]
            tag.parent.kids.append(tag)
        self._open.append(tag)
        yield
        self._open.pop()

    @contextmanager
    def artifact(self) -> Generator[None]:
        """What is drawn within is furniture of the page, not read aloud."""
        if not self._artifacts:
            self.addLiteral("/Artifact BMC")
        self._artifacts += 1
        yield
        self._artifacts -= 1
        if not self._artifacts:
            self.addLiteral("EMC")

    @contextmanager
    def figure(self, alternative: str, bounds: tuple[float, float, float, float]) -> Generator[None]:
        """What is drawn within is one picture at left, bottom, right, top; `alternative` says what it shows."""
        if not alternative.strip():
            raise Untagged("A figure says nothing to who does not see it.")
        with self.inside(Tag("Figure", alternative=alternative, bounds=bounds)):
            self._code.append(f"/Figure <</MCID {self._mark()}>> BDC")
            self._in_figure = True
            yield
            self._in_figure = False
            self._code.append("EMC")

    def write(self, x: float, baseline: float, lines: list[Line], leading: float) -> None:
        """Write the lines downwards, the first on `baseline`; what leads to an address becomes a link."""
        if self._artifacts or not any(run.type.leads_to for line in lines for run in line):
            self._write(x, baseline, lines, leading)
            return
        links: dict[str, Tag] = {}
        for number, line in enumerate(lines):
            left = x
            for run in line:
                if run.type.leads_to:
                    self._write_link(left, baseline - number * leading, run, leading, links)
                else:
                    links.clear()
                    self._write(left, baseline - number * leading, [(run,)], leading)
                left += width(run.text, run.type)

    def _write_link(self, x: float, baseline: float, run: Run, leading: float, links: dict[str, Tag]) -> None:
        """One line of a link; its next line belongs to the same one."""
        address = run.type.leads_to
        tag = links.setdefault(address, Tag("Link"))
        right = x + width(run.text.rstrip(), run.type)
        with self.inside(tag):
            self._write(x, baseline, [(run,)], leading)
        annotation = Written()
        bounds = (x, baseline - run.type.size * 0.25, right, baseline + run.type.size * 0.8)
        tag.kids.append(Spot(len(self._pages), address, address, bounds, annotation))
        super()._addAnnotation(annotation)
        self.rule(x, baseline - 1.6, right, run.type.ink, 0.4)

    def _write(self, x: float, baseline: float, lines: list[Line], leading: float) -> None:
        text = _Text(self, x, baseline)
        font, ink = None, None
        for line in lines:
            for run in line:
                if (run.type.font, run.type.size) != font:
                    font = run.type.font, run.type.size
                    text.setFont(*font, leading)
                if run.type.ink is not ink:
                    ink = run.type.ink
                    text.setFillColorRGB(ink.red, ink.green, ink.blue)
                text.out(run)
            text.moveCursor(0, leading)
        self.drawText(text)

    def rule(self, x: float, y: float, end: float, ink: Ink, thickness: float = HAIRLINE) -> None:
        """A horizontal hairline."""
        self.stroke(x, y, end, y, ink, thickness)

    def stroke(self, x: float, y: float, to_x: float, to_y: float, ink: Ink, thickness: float = HAIRLINE) -> None:
        """A straight line."""
        with self.artifact():
            self.setStrokeColorRGB(ink.red, ink.green, ink.blue)
            self.setLineWidth(thickness)
            self.line(x, y, to_x, to_y)

    def square(self, x: float, y: float, side: float, ink: Ink) -> None:
        """A square to tick by hand, its lower left corner at x, y."""
        with self.artifact():
            self.setStrokeColorRGB(ink.red, ink.green, ink.blue)
            self.setLineWidth(0.8)
            self.rect(x, y, side, side)

    def outline(self, words: str, level: int, y: float) -> None:
        """An entry in the document's outline that leads to this height on this page."""
        level = min(level, self._outline_level + 1)
        self._outline_level = level
        key = f"heading-{len(self._pages)}-{len(self._code)}"
        self.bookmarkHorizontal(key, 0, y)
        self.addOutlineEntry(words, key, level)

    def finished(self) -> bytes:
        """The document's bytes, PDF/UA-1 and PDF/A-3a."""
        return finished(self.drawn())

    def drawn(self) -> bytes:
        """The document as it is drawn, tagged and whole, before it is written anew for keeping."""
        if self._code:
            self.showPage()
        write_metadata(self._doc, self._heading)
        write_structure(self._doc, self.document, self._pages)
        self.save()
        return self._buffer.getvalue()

    # every mark is one or the other

    def drawText(self, aTextObject: PDFTextObject) -> None:  # noqa: N802, N803 (ReportLab's names)
        """Draw the text under the open tag, or as an artifact."""
        if self._artifacts or self._in_figure:
            self._code.append(aTextObject.getCode())
            return
        role, mark = self._open[-1].role, self._mark()
        self._code.append(f"/{role} <</MCID {mark}>> BDC {aTextObject.getCode()} EMC")

    def _mark(self) -> int:
        """The number of the next mark on this page, for the open tag."""
        tag = self._open[-1]
        if tag is self.document:
            raise Untagged("Text was drawn outside any tag.")
        mark = len(self._marked_on_page)
        tag.kids.append((len(self._pages), mark))
        self._marked_on_page.append(tag)
        return mark

    def _allow_drawing(self) -> None:
        if not self._artifacts and not self._in_figure:
            raise Untagged("Something was drawn that is neither a figure nor furniture of the page.")

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A line of a figure or an artifact."""
        self._allow_drawing()
        super().line(x1, y1, x2, y2)

    def rect(self, x: float, y: float, width: float, height: float, stroke: float = 1, fill: float = 0) -> None:
        """A rectangle of a figure or an artifact."""
        self._allow_drawing()
        super().rect(x, y, width, height, stroke, fill)

    def lines(self, linelist: Sequence[tuple[float, float, float, float]]) -> None:
        """Lines of a figure or an artifact."""
        self._allow_drawing()
        super().lines(linelist)

    def bezier(self, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float, x4: float, y4: float) -> None:
        """A curve of a figure or an artifact."""
        self._allow_drawing()
        super().bezier(x1, y1, x2, y2, x3, y3, x4, y4)

    def drawImage(self, *given: Any, **named: Any) -> Any:  # noqa: N802 (ReportLab's name)
        """An image of a figure or an artifact."""
        self._allow_drawing()
        return super().drawImage(*given, **named)

    def drawInlineImage(self, *given: Any, **named: Any) -> Any:  # noqa: N802 (ReportLab's name)
        """An image of a figure or an artifact."""
        self._allow_drawing()
        return super().drawInlineImage(*given, **named)

    def doForm(self, name: str) -> None:  # noqa: N802 (ReportLab's name)
        """A form of a figure or an artifact."""
        self._allow_drawing()
        super().doForm(name)

    def _strokeAndFill(self, stroke: int, fill: int, fillMode: int | None = None) -> None:  # noqa: N802, N803 (ReportLab's names)
        """Every other path ends here."""
        self._allow_drawing()
        super()._strokeAndFill(stroke, fill, fillMode)

    def _addAnnotation(self, annotation: object, name: str | None = None, addtopage: int = 1) -> None:  # noqa: N802 (ReportLab's name)
        """A link stands in its tag: only `write` makes one."""
        raise Untagged("A link was made outside any tag.")

    # what ReportLab calls, and what it does not write

    def _setAnnotations(self, page: PDFPage) -> None:  # noqa: N802 (ReportLab's name)
        """Give each new page its key in the parent tree, reading order by structure, and a stream without ASCII85."""
        super()._setAnnotations(page)
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._pages)
        page.Tabs = PDFName("S")
        page.Contents = PDFStream(content=page.stream, filters=[PDFZCompress])
        self._pages.append(self._marked_on_page)
        self._marked_on_page = []
