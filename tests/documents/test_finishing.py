"""A finished document is the drawn one, written for keeping: every word and the record are still there, in fewer bytes."""

import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageCms

from coi_app.documents.colour import srgb_profile
from coi_app.documents.finishing import finished
from coi_app.documents.metadata import Attachment, Heading
from coi_app.documents.parts import paragraph
from coi_app.documents.style import ROOMY
from coi_app.documents.tagging import TaggedCanvas
from tests.documents.guides import CHECKED
from tests.documents.reading import artifacts, elements

RECORD = bytes(range(256)) * 20 + b"endstream endobj \r\n"


def drawn(document_id: str = "D-1") -> bytes:
    canvas = TaggedCanvas(Heading("A document", document_id, CHECKED, Attachment("record.json", RECORD, "For a program")))
    for number in range(60):
        paragraph(f"Kōrero {number}", ROOMY.body).draw(canvas, 50, 780 - number * 12, 400)
    return canvas.drawn()


def test_nothing_in_it_is_lost() -> None:
    loose = drawn()
    kept = finished(loose)
    assert len(kept) < len(loose)
    assert elements(kept) == elements(loose) and artifacts(kept) == artifacts(loose)
    with pikepdf.open(BytesIO(kept)) as document:
        assert not document.check_pdf_syntax()
        assert document.attachments["record.json"].get_file().read_bytes() == RECORD
        assert document.Root.AF[0].AFRelationship == "/Source"


def test_the_same_document_gives_the_same_bytes_and_name() -> None:
    assert finished(drawn()) == finished(drawn())
    names = []
    for document_id in ("D-1", "D-2"):
        with pikepdf.open(BytesIO(finished(drawn(document_id)))) as document:
            names.append(bytes(document.trailer["/ID"][0]))
    assert names[0] != names[1]


def test_what_a_document_says_of_itself_is_the_same_in_both_places() -> None:
    with pikepdf.open(BytesIO(finished(drawn()))) as document, document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        assert said.pdfa_status == "3A"
        assert said["pdfuaid:part"] == "1"
        assert said["dc:title"] == str(document.docinfo["/Title"]) == "A document"
        assert said["dc:creator"] == [str(document.docinfo["/Author"])]
        assert said["pdf:Producer"] == str(document.docinfo["/Producer"])
        assert said["xmp:CreateDate"].startswith("2026-11-20") and str(document.docinfo["/CreationDate"]).startswith("D:20261120")


def test_its_colours_are_srgb() -> None:
    with pikepdf.open(BytesIO(finished(drawn()))) as document:
        assert document.Root.OutputIntents[0].DestOutputProfile.read_bytes() == srgb_profile()
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    assert profile.profile.xcolor_space.strip() == "RGB" and "sRGB" in profile.profile.profile_description
    from_ours = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    for colour in ((0, 0, 0), (255, 255, 255), (8, 63, 66), (183, 195, 200), (128, 20, 240)):
        seen = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), from_ours).getpixel((0, 0))
        assert seen == pytest.approx(colour, abs=1)


def test_what_finishes_it_is_loaded_with_the_first_document_only() -> None:
    code = "import sys, coi_app.documents.conversation; print('pikepdf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"
