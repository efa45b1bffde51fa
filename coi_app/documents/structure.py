"""The structure tree of a document: what each mark on its pages is, and in which order it is read."""
# ReportLab's objects carry no types; what is made of them here is checked by the tests on whole files.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, PDFObjectReference


@dataclass(eq=False)
class Tag:
    """An element of the structure tree; it joins the tag that is open when it is first drawn.

    `kids` holds tags, and (page, mark) pairs for the text drawn in this one; a part that is split over pages
    keeps its one tag. `scope` is a header cell's, `language` differs from the document's where set. `alternative`
    says what a figure shows, to who does not see it, and `bounds` where it stands: left, bottom, right, top.
    """

    role: str
    scope: str = ""
    language: str = ""
    numbering: str = ""
    alternative: str = ""
    bounds: tuple[float, float, float, float] | None = None
    kids: list[Tag | Spot | tuple[int, int]] = field(default_factory=list["Tag | Spot | tuple[int, int]"])
    parent: Tag | None = None


@dataclass(eq=False)
class Spot:
    """A place on a page that can be pressed: which address it leads to, in which words, and which part of the page it takes."""

    page: int
    address: str
    words: str
    bounds: tuple[float, float, float, float]
    annotation: Written

    def write(self, key: int) -> None:
        """Write the annotation with its key in the parent tree; it stays on paper, and no frame is drawn around it."""
        place = " ".join(f"{edge:.2f}" for edge in self.bounds)
        address, words = (f"<{text.hex().upper()}>" for text in (self.address.encode("ascii", "replace"), b"\xfe\xff" + self.words.encode("utf-16-be")))
        self.annotation.written = (
            f"<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [{place}] /StructParent {key} /Contents {words} /A << /S /URI /URI {address} >> >>"
        ).encode("ascii")


class Written(PDFObject):
    """An object of the file that is given as it is to be written."""

    __RefOnly__ = 1

    def __init__(self, written: bytes = b"") -> None:
        self.written = written

    def format(self, document: PDFDocument) -> bytes:
        """The bytes given; ReportLab calls this."""
        return self.written


def reference(document: PDFDocument, item: PDFObject) -> str:
    """How the file points to an object."""
    return str(document.Reference(item).format(document).decode("ascii"))


def write_structure(document: PDFDocument, top: Tag, pages: Sequence[Sequence[Tag]]) -> None:
    """Write the tree below `top`, and for each page the tag of each mark on it, in the order of the marks; links follow the pages."""
    root = Written()
    addresses = [PDFObjectReference(f"Page{number + 1}").format(document).decode("ascii") for number in range(len(pages))]
    found: dict[int, str] = {}
    links: list[tuple[Spot, Tag]] = []
    first = _write_element(document, top, reference(document, root), found, addresses, links)
    parents = [f"{number} [{' '.join(found[id(tag)] for tag in tags)}]" for number, tags in enumerate(pages)]
    for key, (spot, tag) in enumerate(links, start=len(pages)):
        spot.write(key)
        parents.append(f"{key} {found[id(tag)]}")
    root.written = (
        f"<< /Type /StructTreeRoot /K [{first}] /ParentTree << /Nums [{' '.join(parents)}] >> /ParentTreeNextKey {len(parents)} >>"
    ).encode("ascii")
    document.Catalog.StructTreeRoot = root
    document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _write_element(
    document: PDFDocument, tag: Tag, parent: str, found: dict[int, str], pages: Sequence[str], links: list[tuple[Spot, Tag]]
) -> str:
    element = Written()
    own = found[id(tag)] = reference(document, element)
    kids: list[str] = []
    for kid in tag.kids:
        if isinstance(kid, Tag):
            kids.append(_write_element(document, kid, own, found, pages, links))
        elif isinstance(kid, Spot):
            links.append((kid, tag))
            kids.append(f"<< /Type /OBJR /Pg {pages[kid.page]} /Obj {reference(document, kid.annotation)} >>")
        else:
            kids.append(f"<< /Type /MCR /Pg {pages[kid[0]]} /MCID {kid[1]} >>")
    element.written = f"<< /Type /StructElem /S /{tag.role} /P {parent} /K [{' '.join(kids)}]{_attributes(tag)} >>".encode("ascii")
    return own


def _attributes(tag: Tag) -> str:
    scope = f" /A << /O /Table /Scope /{tag.scope} >>" if tag.scope else ""
    numbering = f" /A << /O /List /ListNumbering /{tag.numbering} >>" if tag.numbering else ""
    bounds = f" /A << /O /Layout /Placement /Block /BBox [{' '.join(f'{edge:.2f}' for edge in tag.bounds)}] >>" if tag.bounds else ""
    alternative = f" /Alt <FEFF{tag.alternative.encode('utf-16-be').hex().upper()}>" if tag.alternative else ""
    language = f" /Lang ({tag.language})" if tag.language else ""
    return scope + numbering + bounds + alternative + language
