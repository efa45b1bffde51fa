"""The personal information copy: everything that is held about one person, in plain order, with why and how long."""

from __future__ import annotations

from coi_app.documents.flow import Part, Stack, paginate
from coi_app.documents.metadata import Heading
from coi_app.documents.parts import bullets, definitions, fill_in_row, furniture, heading, labelled, paragraph, title
from coi_app.documents.sources import day_words
from coi_app.documents.style import MARGIN_SIDE, MARGIN_TOP, PAGE_HEIGHT, ROOMY, TEXT_HEIGHT, TEXT_WIDTH
from coi_app.documents.tagging import TaggedCanvas
from coi_app.domain.held_copy import HeldCopy, HeldPart

RIGHT = "You can see what is held about you, and ask to have it put right. If it is not changed, you can add what you want to say beside it."
NOTHING = "Nothing of this kind is held."


def personal_information(copy: HeldCopy) -> bytes:
    """The copy as a tagged PDF; the same copy gives the same bytes. It is not encrypted."""
    canvas = TaggedCanvas(Heading(title="Personal information copy", document_id=f"personal information {copy.on.isoformat()}", day=copy.on))
    pages = paginate(_story(copy), TEXT_WIDTH, TEXT_HEIGHT)
    for place, page in enumerate(pages, start=1):
        furniture(canvas, "Declare · personal information copy", f"As held on {day_words(copy.on)} · personal: keep it where only you can read it", place, len(pages), ROOMY)
        Stack(page).draw(canvas, MARGIN_SIDE, PAGE_HEIGHT - MARGIN_TOP, TEXT_WIDTH)
        canvas.showPage()
    return canvas.finished()


def _story(copy: HeldCopy) -> list[Part]:
    parts: list[Part] = [
        title("What is held about me", ROOMY),
        fill_in_row([("Person", copy.person), ("As held on", day_words(copy.on))], ROOMY, before=1.6),
        paragraph(RIGHT, ROOMY.body, ROOMY.gap * 1.2),
    ]
    for one in copy.parts:
        parts += _part(one)
    if copy.elsewhere:
        parts += [heading("Where else it may be", ROOMY), bullets(copy.elsewhere, ROOMY, ROOMY.gap * 0.6)]
    return parts


def _part(held: HeldPart) -> list[Part]:
    words = definitions(held.rows, ROOMY, 150.0, ROOMY.gap) if held.rows else paragraph(NOTHING, ROOMY.body, ROOMY.gap)
    return [
        heading(held.title, ROOMY),
        labelled("Why:", held.why, ROOMY.body, ROOMY.gap * 0.6),
        labelled("Until:", held.until, ROOMY.body, ROOMY.gap * 0.3),
        words,
    ]
