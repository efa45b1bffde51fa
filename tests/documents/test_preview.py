"""Pages as pictures."""

import pypdfium2
import pytest

from coi_app.documents.conversation import conversation_guide
from coi_app.documents.preview import page_image
from tests.documents.guides import SIMPLE

PDF = conversation_guide(SIMPLE)


@pytest.mark.parametrize("dots", [36, 72, 97.3, 150])
def test_a_page_is_as_large_as_asked_and_has_three_bytes_a_dot(dots: float) -> None:
    image = page_image(PDF, 0, dots)
    assert abs(image.width - 595.28 * dots / 72) <= 1 and abs(image.height - 841.89 * dots / 72) <= 1
    assert len(image.rgb) == image.width * image.height * 3


def test_the_margin_is_white_and_the_title_is_in_its_ink() -> None:
    image = page_image(PDF, 0, 144)
    assert image.rgb[:3] == b"\xff\xff\xff"
    dots = {image.rgb[i : i + 3] for i in range(0, len(image.rgb), 3)}
    assert bytes((0x08, 0x3F, 0x42)) in dots


def test_text_can_be_found_in_the_pages_by_another_reader() -> None:
    document = pypdfium2.PdfDocument(PDF)
    words = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "Hana Rāwiri" in words and "whānau" in words
