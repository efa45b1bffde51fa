"""Pages: nothing stranded, nothing lost, the number known before drawing."""

from hypothesis import given
from hypothesis import strategies as st

from coi_app.documents.flow import MOST_TOGETHER, Part, Stack, paginate
from coi_app.documents.marks import Text
from coi_app.documents.parts import bullets, heading, paragraph, side_by_side, signatures, writing_space
from coi_app.documents.style import ROOMY, TEXT_HEIGHT, TEXT_WIDTH

SENTENCE = "A sentence that is long enough to run over the end of a line somewhere, and then a little further. "


def length(page: list[Part]) -> float:
    return Stack(page).height(TEXT_WIDTH)


def story(sizes: list[int]) -> list[Part]:
    parts: list[Part] = []
    for number, size in enumerate(sizes):
        parts.append(heading(f"Section {number}", ROOMY))
        parts.append(paragraph(SENTENCE * size, ROOMY.body))
        parts.append(side_by_side([bullets([SENTENCE] * size, ROOMY)], [paragraph(SENTENCE * (size // 2), ROOMY.body)]))
        parts.append(writing_space("Reasons", "", ROOMY))
    return parts


@given(st.lists(st.integers(0, 40), max_size=8))
def test_no_page_is_overfull_and_no_heading_is_left_at_its_foot(sizes: list[int]) -> None:
    pages = paginate(story(sizes), TEXT_WIDTH, TEXT_HEIGHT)
    for page in pages:
        assert length(page) <= TEXT_HEIGHT + 0.01
        assert not page[-1].keeps_next


def lines_of(part: Part, width: float) -> int:
    return len(part.lines(width)) if isinstance(part, Text) else 0


@given(st.integers(5, 400))
def test_a_split_paragraph_keeps_every_line(size: int) -> None:
    whole = paragraph(SENTENCE * size, ROOMY.body)
    pages = paginate([whole], TEXT_WIDTH, TEXT_HEIGHT)
    counts = [lines_of(part, TEXT_WIDTH) for page in pages for part in page]
    assert sum(counts) == lines_of(whole, TEXT_WIDTH)
    assert all(count >= 2 for count in counts)


def test_a_signature_is_never_split() -> None:
    block = signatures([("Person", ""), ("Manager", ""), ("Second signature", "")], ROOMY)
    for room in range(1, int(block.height(TEXT_WIDTH))):
        assert block.split(TEXT_WIDTH, room) is None


def test_what_is_higher_than_half_a_page_splits_even_where_it_would_rather_not() -> None:
    high = Stack([paragraph(SENTENCE, ROOMY.body) for _ in range(60)], together=True)
    assert high.height(TEXT_WIDTH) > MOST_TOGETHER
    assert len(paginate([high], TEXT_WIDTH, TEXT_HEIGHT)) > 1
