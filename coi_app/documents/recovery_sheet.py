"""The page that a recovery key is kept on: the key large enough to copy by hand, what it opens, and where to keep it."""

from __future__ import annotations

from datetime import date

from coi_app.documents.flow import Part, Stack, paginate
from coi_app.documents.metadata import Heading
from coi_app.documents.parts import bullets, fill_in_row, furniture, heading, paragraph, title
from coi_app.documents.sources import day_words
from coi_app.documents.style import MARGIN_SIDE, MARGIN_TOP, PAGE_HEIGHT, SCALES, TEXT_HEIGHT, TEXT_WIDTH, Font, Scale, Type
from coi_app.documents.tagging import TaggedCanvas
from coi_app.domain.recovery_key import RecoveryKey

IN_A_LINE = 7
"""Groups of the key in one line: its fourteen are two lines."""

KEY_TYPE = Type(Font.SEMIBOLD, 21.0, 31.0)
OPENS = "This key opens the records that Declare keeps for you. It works without your passphrase, and without this computer's key store."
HOW = (
    "Start Declare and open the records. Choose “Forgot passphrase?” or “Use the recovery key”.",
    "Type the fourteen groups. Small letters do no harm, nor do missing hyphens.",
    "O is read as 0, and I or L as 1. The last group shows if a character is wrong.",
)
KEEP = (
    "Keep this page where you keep a house key: away from the computer, and not in a shared folder.",
    "Whoever has this key and the file with your records can read them all.",
    "A new recovery key ends this one for your records. Backups from before still open with it.",
    "If this page is lost, make a new key in Declare, under “How this is locked”.",
)


def recovery_sheet(key: RecoveryKey, day: date) -> bytes:
    """One tagged A4 page that holds the key, and the day on which it was made; nothing tells whose it is. The same gives the same bytes."""
    canvas = TaggedCanvas(Heading(title="Recovery key for Declare", document_id="recovery key", day=day))
    scale = SCALES[0]
    pages = paginate(_story(key, day, scale), TEXT_WIDTH, TEXT_HEIGHT)
    for place, page in enumerate(pages, start=1):
        furniture(canvas, "Declare · recovery key", "Keep this page safe. Declare holds no copy of this key.", place, len(pages), scale)
        Stack(page).draw(canvas, MARGIN_SIDE, PAGE_HEIGHT - MARGIN_TOP, TEXT_WIDTH)
        canvas.showPage()
    return canvas.finished()


def _story(key: RecoveryKey, day: date, scale: Scale) -> list[Part]:
    groups = key.grouped.split("-")
    lines = ["-".join(groups[at : at + IN_A_LINE]) for at in range(0, len(groups), IN_A_LINE)]
    return [
        title("Recovery key", scale),
        paragraph(OPENS, scale.body, scale.gap),
        heading("The key", scale),
        *(paragraph(line, KEY_TYPE, 0.0 if number else scale.gap) for number, line in enumerate(lines)),
        fill_in_row([("Made on", day_words(day))], scale, before=2.0),
        heading("How to use it", scale),
        bullets(HOW, scale, scale.gap * 0.6),
        heading("How to keep it", scale),
        bullets(KEEP, scale, scale.gap * 0.6),
    ]
