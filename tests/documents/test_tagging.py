"""The canvas is strict, and the checks of the documents are proved by faults put in."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from coi_app.documents.conversation import conversation_guide
from coi_app.documents.marks import Text
from coi_app.documents.metadata import Heading
from coi_app.documents.parts import definitions, paragraph, table
from coi_app.documents.structure import Tag
from coi_app.documents.style import PAGE_WIDTH, ROOMY, TEXT_INK
from coi_app.documents.tagging import TaggedCanvas, Untagged
from coi_app.documents.typesetting import fill, runs
from tests.documents.guides import SIMPLE
from tests.documents.reading import elements, text
from tests.documents.validity import failures

HEADING = Heading("A document", "D-1", date(2026, 11, 23))


def test_text_outside_a_tag_is_an_error() -> None:
    canvas = TaggedCanvas(HEADING)
    with pytest.raises(Untagged):
        canvas.write(50, 700, fill(runs("loose", ROOMY.body), 400), 12)


def test_a_string_drawn_past_the_parts_is_an_error() -> None:
    with pytest.raises(Untagged):
        TaggedCanvas(HEADING).drawString(50, 700, "loose")


@pytest.mark.parametrize("draw", [
    lambda c: c.line(1, 1, 9, 9), lambda c: c.lines([(1, 1, 9, 9)]), lambda c: c.rect(1, 1, 9, 9), lambda c: c.circle(5, 5, 4),
    lambda c: c.bezier(1, 1, 2, 2, 3, 3, 4, 4), lambda c: c.drawPath(c.beginPath()), lambda c: c.roundRect(1, 1, 9, 9, 2), lambda c: c.doForm("x"),
    lambda c: c.drawImage("x.png", 0, 0), lambda c: c.drawInlineImage("x.png", 0, 0), lambda c: c.linkURL("https://example.org", (1, 1, 9, 9)),
])  # fmt: skip
def test_a_drawing_or_a_link_outside_a_tag_is_an_error(draw: Callable[[TaggedCanvas], object]) -> None:
    with pytest.raises(Untagged):
        draw(TaggedCanvas(HEADING))


def test_a_figure_that_says_nothing_is_an_error() -> None:
    with pytest.raises(Untagged), TaggedCanvas(HEADING).figure(" ", (1, 1, 9, 9)):
        pass


def test_a_figure_says_what_it_shows_and_where_it_stands() -> None:
    canvas = TaggedCanvas(HEADING)
    with canvas.figure("Two bars: tūī 5, kererū 9", (50, 600, 300, 700)):
        canvas.rect(50, 600, 50, 20, fill=1)
    pdf = canvas.finished()
    assert not failures(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        figure = document.Root.StructTreeRoot.K[0].K[0]
        assert figure.S == "/Figure" and str(figure.Alt) == "Two bars: tūī 5, kererū 9"
        assert [float(edge) for edge in figure.A.BBox] == [50, 600, 300, 700]


def test_a_link_can_be_pressed_on_each_of_its_lines_and_is_read_in_its_place() -> None:
    canvas = TaggedCanvas(HEADING)
    linked = ROOMY.body.leading_to("https://example.org/a?b=(c)")
    pieces = [*runs("See ", ROOMY.body), *runs("a long title of a page about macrons, Māori and more", linked), *runs(", and others.", ROOMY.body)]
    Text(pieces, Tag("P"), 14).draw(canvas, 50, 700, 120)
    pdf = canvas.finished()
    assert not failures(pdf)
    assert text(pdf) == "See a long title of a page about macrons, Māori and more, and others."
    with pikepdf.open(BytesIO(pdf)) as document:
        links = [kid for kid in document.Root.StructTreeRoot.K[0].K[0].K if kid.get("/S") == "/Link"]
        assert len(links) == 1
        spots = [kid.Obj for kid in links[0].K if kid.get("/Type") == "/OBJR"]
        assert len(spots) > 1 and [one.objgen for one in spots] == [one.objgen for one in document.pages[0].Annots]
        assert {str(one.A.URI) for one in spots} == {"https://example.org/a?b=(c)"}


def test_lines_and_squares_are_artifacts() -> None:
    canvas = TaggedCanvas(HEADING)
    canvas.rule(50, 700, 500, TEXT_INK)
    canvas.square(50, 600, 8, TEXT_INK)
    paragraph("words", ROOMY.body).draw(canvas, 50, 500, 400)
    with pikepdf.open(BytesIO(canvas.finished())) as document:
        depth, drawn = 0, 0
        for _, operator in pikepdf.parse_content_stream(document.pages[0]):
            depth += (str(operator) in ("BMC", "BDC")) - (str(operator) == "EMC")
            if str(operator) in ("S", "s", "f", "B"):
                drawn += 1
                assert depth == 1
    assert drawn == 2


def test_a_tag_joins_the_tag_that_is_open() -> None:
    canvas = TaggedCanvas(HEADING)
    section, inner = Tag("Sect"), Tag("P")
    with canvas.inside(section), canvas.inside(inner):
        pass
    assert inner.parent is section and section.parent is canvas.document


def test_headers_of_a_table_say_what_they_head() -> None:
    canvas = TaggedCanvas(HEADING)
    table(["What", "When"], [["A talk", "Monday"], ["A plan", "Friday"]], [0, 0], ROOMY).draw(canvas, 50, 700, PAGE_WIDTH - 100)
    definitions([("Role", "Adviser")], ROOMY, 90).draw(canvas, 50, 500, PAGE_WIDTH - 100)
    pdf = canvas.finished()
    assert [element.text for element in elements(pdf)] == ["What", "When", "A talk", "Monday", "A plan", "Friday", "Role", "Adviser"]
    with pikepdf.open(BytesIO(pdf)) as document:
        first, second = document.Root.StructTreeRoot.K[0].K
        assert [str(cell.A.Scope) for cell in first.K[0].K] == ["/Column", "/Column"]
        assert str(second.K[0].K[0].A.Scope) == "/Row"


def test_a_passage_can_be_in_another_language() -> None:
    canvas = TaggedCanvas(HEADING)
    with canvas.inside(Tag("Sect", language="mi")):
        paragraph("Tēnā koe", ROOMY.body).draw(canvas, 50, 700, 400)
    with pikepdf.open(BytesIO(canvas.finished())) as document:
        assert str(document.Root.StructTreeRoot.K[0].K[0].Lang) == "mi"


def test_reading_notices_words_that_lost_their_place() -> None:
    """The check by tag is proved: an element moved to the end changes what is read."""
    pdf = conversation_guide(SIMPLE)
    with pikepdf.open(BytesIO(pdf)) as document:
        kids = document.Root.StructTreeRoot.K[0].K
        kids.append(kids[3])
        del kids[3]
        out = BytesIO()
        document.save(out)
    assert text(out.getvalue()) != text(pdf)
