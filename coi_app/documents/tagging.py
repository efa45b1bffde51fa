"""A canvas on which every mark is either tagged text or an artifact, and the structure tree that it writes.

Strict: text outside an open tag raises Untagged. The order of drawing is the order of reading. ReportLab writes
no tags itself; everything here stays inside its object model (its canvas, its text object, its PDF objects).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from html import escape
from io import BytesIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.pdfgen.textobject import PDFTextObject

from coi_app.documents.style import HAIRLINE, PAGE_HEIGHT, PAGE_WIDTH, Font, Ink
from coi_app.documents.typesetting import Line, Run, widths

LANGUAGE = "en-NZ"


class Untagged(ValueError):
    """Text was drawn outside any tag: a mistake in the code of a document, never of a record."""


@dataclass(eq=False)
class Tag:
    """An element of the structure tree; it joins the tag that is open when it is first drawn.

    `kids` holds tags, and (page, mark) pairs for the text drawn in this one; a part that is split over pages
    keeps its one tag. `scope` is a header cell's, `language` differs from the document's where set.
    """

    role: str
    scope: str = ""
    language: str = ""
    numbering: str = ""
    kids: list[Tag | tuple[int, int]] = field(default_factory=list)
    parent: Tag | None = None


@dataclass(frozen=True)
class Attachment:
    """A file inside the document."""

    name: str
    content: bytes
    description: str


@dataclass(frozen=True)
class Heading:
    """What a document says of itself: the title names no topic, and the author is never a login name."""

    title: str
    document_id: str
    day: date
    attachment: Attachment | None = None


class _Text(PDFTextObject):
    """A text object that can say what its characters stand for."""

    def out(self, run: Run) -> None:
        """Write the run; a screen reader reads what it stands for."""
        if not run.actual:
            self.textOut(run.text)
            return
        actual = run.actual.encode("utf-16-be", errors="replace").hex().upper()
        self._code.append(f"/Span <</ActualText <FEFF{actual}>>> BDC")
        self.textOut(run.text)
        self._code.append("EMC")


class _Written(pdfdoc.PDFObject):
    """An object of the file that is given as it is to be written."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.written = b""

    def format(self, document: object) -> bytes:  # noqa: ARG002 (ReportLab's signature)
        return self.written


class TaggedCanvas(Canvas):
    """ReportLab's canvas on A4, tagged and strict; `finished` gives the bytes, the same for the same drawing."""

    def __init__(self, heading: Heading) -> None:
        self._buffer = BytesIO()
        self._heading = heading
        self.document = Tag("Document")
        self._open: list[Tag] = [self.document]
        self._artifacts = 0
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
            initialFontName=Font.REGULAR.value,
        )
        self.setTitle(heading.title)
        self.setAuthor("Declare")
        self.setCreator("Declare")
        self.setProducer("ReportLab")
        self.setSubject(heading.document_id)
        self.setViewerPreference("DisplayDocTitle", "true")
        self.setDateFormatter(lambda *_: f"D:{heading.day:%Y%m%d}000000+00'00'")

    # what parts draw with

    @contextmanager
    def inside(self, tag: Tag) -> Iterator[None]:
        """Open the tag for what is drawn within."""
        if tag.parent is None:
            tag.parent = self._open[-1]
            tag.parent.kids.append(tag)
        self._open.append(tag)
        yield
        self._open.pop()

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn within is furniture of the page, not read aloud."""
        if not self._artifacts:
            self.addLiteral("/Artifact BMC")
        self._artifacts += 1
        yield
        self._artifacts -= 1
        if not self._artifacts:
            self.addLiteral("EMC")

    def write(self, x: float, baseline: float, lines: list[Line], leading: float) -> None:
        """Write the lines downwards, the first on `baseline`."""
        text = _Text(self, x, baseline)
        font = ink = None
        for line in lines:
            for run in line:
                if run.type.font is not font or run.type.size != text._fontsize:
                    text.setFont(run.type.font.value, run.type.size, leading)
                    font = run.type.font
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
        """The document's bytes."""
        record = self._heading.attachment
        self._doc.updateSignature(self._heading.document_id + self._heading.title)
        if record:
            self._doc.updateSignature(record.content)
            self._attach(record)
        self._write_structure()
        self._write_metadata()
        self.save()
        return self._buffer.getvalue()

    # every mark is one or the other

    def drawText(self, aTextObject: PDFTextObject) -> None:  # noqa: N802, N803 (ReportLab's names)
        """Draw the text under the open tag, or as an artifact."""
        if self._artifacts:
            self._code.append(aTextObject.getCode())
            return
        tag = self._open[-1]
        if tag is self.document:
            raise Untagged("Text was drawn outside any tag.")
        mark = len(self._marked_on_page)
        tag.kids.append((len(self._pages), mark))
        self._marked_on_page.append(tag)
        self._code.append(f"/{tag.role} <</MCID {mark}>> BDC {aTextObject.getCode()} EMC")

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A line, as an artifact."""
        with self.artifact():
            super().line(x1, y1, x2, y2)

    def rect(self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0) -> None:
        """A rectangle, as an artifact."""
        with self.artifact():
            super().rect(x, y, width, height, stroke, fill)

    def drawPath(self, aPath: PDFPathObject, stroke: int = 1, fill: int = 0, fillMode: int | None = None) -> None:  # noqa: N802, N803
        """A path, as an artifact."""
        with self.artifact():
            super().drawPath(aPath, stroke, fill, fillMode)

    # what ReportLab calls, and what it does not write

    def _setAnnotations(self, page: pdfdoc.PDFPage) -> None:  # noqa: N802 (ReportLab's name)
        """Give each new page its key in the parent tree, reading order by structure, and a stream without ASCII85."""
        super()._setAnnotations(page)
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._pages)
        page.Tabs = pdfdoc.PDFName("S")
        page.Contents = pdfdoc.PDFStream(content=page.stream, filters=[pdfdoc.PDFZCompress])
        self._pages.append(self._marked_on_page)
        self._marked_on_page = []

    def _reference(self, item: pdfdoc.PDFObject) -> str:
        return self._doc.Reference(item).format(self._doc).decode("ascii")

    def _write_structure(self) -> None:
        """The structure tree with its parent tree: a number for each page, and the tag of each mark on it."""
        if self._code:
            self.showPage()
        pages = [pdfdoc.PDFObjectReference(f"Page{number + 1}").format(self._doc).decode("ascii") for number in range(len(self._pages))]
        root = _Written()
        references: dict[int, str] = {}
        self._write_element(self.document, self._reference(root), references, pages)
        parents = " ".join(
            f"{number} [{' '.join(references[id(tag)] for tag in tags)}]" for number, tags in enumerate(self._pages)
        )
        root.written = (
            f"<< /Type /StructTreeRoot /K [{references[id(self.document)]}] "
            f"/ParentTree << /Nums [{parents}] >> /ParentTreeNextKey {len(self._pages)} >>"
        ).encode("ascii")
        self._doc.Catalog.StructTreeRoot = root
        self._doc.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})

    def _write_element(self, tag: Tag, parent: str, references: dict[int, str], pages: list[str]) -> str:
        element = _Written()
        own = references[id(tag)] = self._reference(element)
        kids = [
            self._write_element(kid, own, references, pages)
            if isinstance(kid, Tag)
            else f"<< /Type /MCR /Pg {pages[kid[0]]} /MCID {kid[1]} >>"
            for kid in tag.kids
        ]
        attributes = f" /A << /O /Table /Scope /{tag.scope} >>" if tag.scope else ""
        attributes += f" /A << /O /List /ListNumbering /{tag.numbering} >>" if tag.numbering else ""
        attributes += f" /Lang ({tag.language})" if tag.language else ""
        element.written = f"<< /Type /StructElem /S /{tag.role} /P {parent} /K [{' '.join(kids)}]{attributes} >>".encode("ascii")
        return own

    def _write_metadata(self) -> None:
        metadata = _metadata(self._heading).encode("utf-8", errors="replace")
        self._doc.Catalog.Metadata = pdfdoc.XMP(creator=lambda _: metadata)

    def _attach(self, record: Attachment) -> None:
        """The file as an associated file of the document, its date the document's."""
        moment = f"(D:{self._heading.day:%Y%m%d}000000+00'00')"
        stream = pdfdoc.PDFStream(
            dictionary=pdfdoc.PDFDictionary({
                "Type": "/EmbeddedFile",
                "Subtype": "/application#2Fjson",
                "Params": f"<< /ModDate {moment} /Size {len(record.content)} >>",
            }),
            content=record.content,
            filters=[pdfdoc.PDFZCompress],
        )
        file = _Written()
        embedded = self._reference(stream)
        file.written = (
            f"<< /Type /Filespec /F ({record.name}) /UF ({record.name}) /Desc ({record.description}) "
            f"/AFRelationship /Source /EF << /F {embedded} /UF {embedded} >> >>"
        ).encode("ascii")
        reference = self._reference(file)
        catalog = self._doc.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
        catalog.AF = f"[{reference}]"
        catalog.Names = f"<< /EmbeddedFiles << /Names [({record.name}) {reference}] >> >>"
        catalog.__Refs__ = [name for name in catalog.__Refs__ if name != "Names"]


def _metadata(heading: Heading) -> str:
    """XMP that says what the document is and that it claims PDF/UA-1."""
    moment = f"{heading.day.isoformat()}T00:00:00+00:00"
    title = escape("".join(c for c in heading.title if c.isprintable()))
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
