"""What a document says of itself, and the record that it carries for a program."""
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import md5
from html import escape

from reportlab.pdfbase.pdfdoc import XMP, PDFDictionary, PDFDocument, PDFStream, PDFZCompress

from coi_app.documents.structure import Written, reference

LANGUAGE = "en-NZ"


@dataclass(frozen=True)
class Attachment:
    """A JSON file inside the document; name and description are plain ASCII without brackets."""

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


def write_metadata(document: PDFDocument, heading: Heading) -> None:
    """Write the metadata and the attachment; the document's fingerprint comes from both and from no clock."""
    # ReportLab begins its fingerprint with the time, or with a date from the environment.
    document.signature = md5(heading.document_id.encode("utf-8"), usedforsecurity=False)
    described = _described(heading).encode("utf-8")
    document.Catalog.Metadata = XMP(creator=lambda _document: described)  # pyright: ignore[reportUnknownLambdaType]
    if heading.attachment:
        document.updateSignature(heading.attachment.content)
        _attach(document, heading.attachment, f"(D:{heading.day:%Y%m%d}000000+00'00')")


def _attach(document: PDFDocument, record: Attachment, moment: str) -> None:
    """The file as an associated file of the document."""
    stream = PDFStream(
        dictionary=PDFDictionary({
            "Type": "/EmbeddedFile",
            # Written raw: ReportLab's names do not escape the slash and would corrupt the file.
            "Subtype": "/application#2Fjson",
            "Params": f"<< /ModDate {moment} /Size {len(record.content)} >>",
        }),
        content=record.content,
        filters=[PDFZCompress],
    )
    embedded = reference(document, stream)
    file = Written(
        (
            f"<< /Type /Filespec /F ({record.name}) /UF ({record.name}) /Desc ({record.description}) "
            f"/AFRelationship /Source /EF << /F {embedded} /UF {embedded} >> >>"
        ).encode("ascii")
    )
    own = reference(document, file)
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.__Refs__ = [name for name in catalog.__Refs__ if name != "Names"]
    catalog.AF = f"[{own}]"
    catalog.Names = f"<< /EmbeddedFiles << /Names [({record.name}) {own}] >> >>"


def _described(heading: Heading) -> str:
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
