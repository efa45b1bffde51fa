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
    keeps its one tag. `scope` is a header cell's, `language` differs from the document's where set.
    """

    role: str
    scope: str = ""
    language: str = ""
    numbering: str = ""
    kids: list[Tag | tuple[int, int]] = field(default_factory=list["Tag | tuple[int, int]"])
    parent: Tag | None = None


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
    """Write the tree below `top`, and for each page the tag of each mark on it, in the order of the marks."""
    root = Written()
    addresses = [PDFObjectReference(f"Page{number + 1}").format(document).decode("ascii") for number in range(len(pages))]
    found: dict[int, str] = {}
    first = _write_element(document, top, reference(document, root), found, addresses)
    parents = " ".join(f"{number} [{' '.join(found[id(tag)] for tag in tags)}]" for number, tags in enumerate(pages))
    root.written = (
        f"<< /Type /StructTreeRoot /K [{first}] /ParentTree << /Nums [{parents}] >> /ParentTreeNextKey {len(pages)} >>"
    ).encode("ascii")
    document.Catalog.StructTreeRoot = root
    document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _write_element(document: PDFDocument, tag: Tag, parent: str, found: dict[int, str], pages: Sequence[str]) -> str:
    element = Written()
    own = found[id(tag)] = reference(document, element)
    kids = [
        _write_element(document, kid, own, found, pages)
        if isinstance(kid, Tag)
        else f"<< /Type /MCR /Pg {pages[kid[0]]} /MCID {kid[1]} >>"
        for kid in tag.kids
    ]
    written = f"<< /Type /StructElem /S /{tag.role} /P {parent} /K [{' '.join(kids)}]{_attributes(tag)} >>"
    element.written = written.encode("ascii")
    return own


def _attributes(tag: Tag) -> str:
    scope = f" /A << /O /Table /Scope /{tag.scope} >>" if tag.scope else ""
    numbering = f" /A << /O /List /ListNumbering /{tag.numbering} >>" if tag.numbering else ""
    language = f" /Lang ({tag.language})" if tag.language else ""
    return scope + numbering + language
