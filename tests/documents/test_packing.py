"""A packed document is the same document: every object, page and word, in fewer bytes."""

from io import BytesIO

import pikepdf
import pytest

from coi_app.documents.conversation import conversation_guide
from coi_app.documents.packing import packed
from coi_app.domain.conversation import ConversationGuide
from tests.documents.guides import BLANK, COMPLEX, SIMPLE
from tests.documents.reading import elements, text

GUIDES = {"simple": SIMPLE, "complex": COMPLEX, "blank": BLANK}


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
def test_nothing_in_it_is_lost(guide: ConversationGuide) -> None:
    loose = conversation_guide(guide)
    small = packed(loose)
    assert len(small) < len(loose)
    assert text(small) == text(loose) and elements(small) == elements(loose)
    with pikepdf.open(BytesIO(loose)) as before, pikepdf.open(BytesIO(small)) as after:
        assert not after.check_pdf_syntax()
        assert before.docinfo == after.docinfo
        assert before.trailer["/ID"] == after.trailer["/ID"]
        attached = [{name: file.get_file().read_bytes() for name, file in one.attachments.items()} for one in (before, after)]
        assert attached[0] == attached[1] and attached[0]
        streams = [sorted(one.read_raw_bytes() for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/Type") not in ("/ObjStm", "/XRef")) for document in (before, after)]
        assert streams[0] == streams[1]


def test_it_is_the_same_for_the_same_document() -> None:
    loose = conversation_guide(COMPLEX)
    assert packed(loose) == packed(loose)


@pytest.mark.parametrize("spoil", [lambda made: made[:-20], lambda made: made.replace(b"xref\n0 ", b"xref\n1 "), lambda _: b""], ids=["cut short", "another table", "nothing"])
def test_what_is_no_whole_document_is_not_packed(spoil: object) -> None:
    with pytest.raises(ValueError, match="in one piece"):
        packed(spoil(conversation_guide(SIMPLE)))  # pyright: ignore[reportCallIssue]
