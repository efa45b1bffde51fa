"""The disposal certificate: which records are gone, when, by whom, under which authority, and what is kept of them."""

from __future__ import annotations

from coi_app.documents.flow import Part, Stack, paginate
from coi_app.documents.metadata import Heading
from coi_app.documents.parts import bullets, definitions, furniture, heading, paragraph, signatures, table, title
from coi_app.documents.sources import day_words
from coi_app.documents.style import MARGIN_SIDE, MARGIN_TOP, PAGE_HEIGHT, ROOMY, TEXT_HEIGHT, TEXT_WIDTH
from coi_app.documents.tagging import TaggedCanvas
from coi_app.documents.typesetting import plain
from coi_app.domain.disposal import DisposalCertificate

SAID = "The records named here were taken out of the app. This page says nothing of what was in them."
OWN = "The person’s own draft or note, never handed over"
COPIES = "Copies that were saved, printed or handed over before are not reached by this. Backups end by their own rule."


def disposal_certificate(certificate: DisposalCertificate) -> bytes:
    """The certificate as a tagged PDF; the same certificate gives the same bytes."""
    number = plain(certificate.number)
    canvas = TaggedCanvas(Heading(title=f"Disposal certificate {number}", document_id=number, day=certificate.on))
    pages = paginate(_story(certificate), TEXT_WIDTH, TEXT_HEIGHT)
    for place, page in enumerate(pages, start=1):
        furniture(canvas, "Declare · disposal certificate", f"{number} · no answer of anybody is on this page", place, len(pages), ROOMY)
        Stack(page).draw(canvas, MARGIN_SIDE, PAGE_HEIGHT - MARGIN_TOP, TEXT_WIDTH)
        canvas.showPage()
    return canvas.finished()


def _story(certificate: DisposalCertificate) -> list[Part]:
    facts = [("Certificate", certificate.number), ("Disposed of on", day_words(certificate.on)), ("By", certificate.by), ("Authority", certificate.authority or OWN)]
    facts += [("Reason", certificate.reason)] if certificate.reason else []
    rows = [(one.number, one.kind, day_words(one.begun), day_words(one.last_changed)) for one in certificate.records]
    return [
        title("Disposal certificate", ROOMY),
        paragraph(SAID, ROOMY.body, ROOMY.gap),
        definitions(facts, ROOMY, 110.0, ROOMY.gap * 1.6),
        heading("What is gone", ROOMY),
        table(("Record", "Kind", "Begun", "Last changed"), rows, (0, 120, 96, 96), ROOMY, ROOMY.gap),
        heading("What is kept", ROOMY),
        bullets([*certificate.kept, COPIES], ROOMY, ROOMY.gap * 0.6),
        heading("Signed", ROOMY),
        signatures([("Disposed of by", certificate.by), ("Seen by", "")], ROOMY, 0.0),
    ]
