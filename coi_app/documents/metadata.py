"""What a document says of itself (PDF/UA-1, PDF/A-3a), what its colours mean, and the record that it carries for a program."""
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import md5
from html import escape

from reportlab.pdfbase.pdfdoc import XMP, PDFDictionary, PDFDocument, PDFStream, PDFZCompress

from coi_app.documents.colour import srgb_profile
from coi_app.documents.structure import Written, reference

LANGUAGE = "en-NZ"
MADE_BY = "Declare"
WRITTEN_BY = "ReportLab"


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
    _mean_srgb(document)
    if heading.attachment:
        document.updateSignature(heading.attachment.content)
        _attach(document, heading.attachment, f"(D:{heading.day:%Y%m%d}000000+00'00')")


def _mean_srgb(document: PDFDocument) -> None:
    """Say what the colours are, so that they are the same wherever and whenever they are shown."""
    profile = PDFStream(dictionary=PDFDictionary({"N": "3"}), content=srgb_profile(), filters=[PDFZCompress])
    meant = Written(
        f"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile {reference(document, profile)} >>".encode("ascii")
    )
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = f"[{reference(document, meant)}]"


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
    """XMP that says what the document is and that it claims PDF/UA-1 and PDF/A-3a."""
    moment = f"{heading.day.isoformat()}T00:00:00+00:00"
    title, subject = (escape("".join(c for c in words if c.isprintable())) for words in (heading.title, heading.document_id))
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{MADE_BY}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{MADE_BY}</xmp:CreatorTool><pdf:Producer>{WRITTEN_BY}</pdf:Producer>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
{_PDFUA_EXPLAINED}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


# PDF/A asks that a name which it does not know itself is explained in the file.
_PDFUA_EXPLAINED = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Which part of ISO 14289 the document follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
