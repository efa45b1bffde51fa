"""The page that says there is nothing to declare: what it says and what it does not, where to go, and who signs."""

from __future__ import annotations

from coi_app.documents.flow import Part, Stack, paginate
from coi_app.documents.metadata import Attachment, Heading
from coi_app.documents.parts import bullets, fill_in_row, furniture, heading, labelled, listed, paragraph, side_by_side, signatures, title
from coi_app.documents.sources import day_words
from coi_app.documents.style import MARGIN_SIDE, MARGIN_TOP, PAGE_HEIGHT, SCALES, TEXT_HEIGHT, TEXT_WIDTH, Scale
from coi_app.documents.tagging import TaggedCanvas
from coi_app.documents.typesetting import plain
from coi_app.domain.conversation import ConversationGuide, nothing_record_bytes

RECORD_NAME = "declare-record.json"
SAID = "I have nothing to declare today, as far as I know: no activity outside work and no interest that touches my job."
PRIVACY = "You both see this record, and whoever you name together. It is a public record. The person can see it and ask to have it put right."
NOT_SAID = (
    "It says nothing about how I vote, what I think or what I belong to. Nobody needs to know that.",
    "Most private political activity needs no declaration, so nothing of that kind is missing here.",
    "If something comes up, I can declare it at any time. This page is then no longer the latest word.",
)


def nothing_to_declare(guide: ConversationGuide) -> bytes:
    """The statement as a tagged PDF, its record inside; names and texts are those of a guide without interests. The same gives the same bytes."""
    number = plain(guide.document_id).encode("utf-8", errors="replace").decode("utf-8")
    record = Attachment(RECORD_NAME, nothing_record_bytes(guide), "This statement for a program")
    canvas = TaggedCanvas(Heading(title=f"Nothing to declare {number}", document_id=number, day=guide.day, attachment=record))
    scale = SCALES[0]
    pages = paginate(_story(guide, scale), TEXT_WIDTH, TEXT_HEIGHT)
    foot = f"{guide.document_id} · content {guide.content_version} · personal information: share only as agreed"
    for place, page in enumerate(pages, start=1):
        furniture(canvas, "Declare · nothing to declare", foot, place, len(pages), scale)
        Stack(page).draw(canvas, MARGIN_SIDE, PAGE_HEIGHT - MARGIN_TOP, TEXT_WIDTH)
        canvas.showPage()
    return canvas.finished()


def _story(guide: ConversationGuide, scale: Scale) -> list[Part]:
    cells = [("Person", guide.person), ("Job title", guide.job_title), (guide.texts.decider, guide.manager), ("Agency", guide.agency)]
    texts = guide.texts
    going = listed("Where to go", [paragraph(words, scale.body) for words in texts.where_to_go], scale)
    privacy = labelled("Privacy.", PRIVACY, scale.body, scale.gap * 1.2)
    return [
        title("Nothing to declare", scale),
        fill_in_row([*cells, ("Date of this record", day_words(guide.day))], scale, before=1.6),
        heading("What this says", scale),
        paragraph(SAID, scale.body.strong(), scale.gap * 0.6),
        heading("What it does not say", scale),
        bullets(NOT_SAID, scale, scale.gap * 0.6),
        heading("For whoever receives it", scale),
        side_by_side(listed("Do not ask about", texts.do_not_ask, scale, 0.0), listed("Do not say", texts.do_not_say, scale, 0.0), scale.gap * 0.6),
        heading("Sign and share", scale),
        signatures([("Person", guide.person), (guide.texts.decider, guide.manager)], scale, 0.0),
        *going,
        privacy,
    ]
