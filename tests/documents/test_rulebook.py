"""The rulebook as a PDF, read back as a screen reader would: all of it, in order, with headings that stand with what follows."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from coi_app import paths
from coi_app.documents.preview import page_count
from coi_app.documents.rulebook import rulebook_pdf, set_in
from coi_app.documents.typesetting import width
from coi_app.domain.rulebook import COMMENTS_BY, COMMENTS_TO, Consultation, Grid, Rulebook, walked
from coi_app.rules.loader import load_folder
from coi_app.rules.proof import Proof
from coi_app.rules.rulebook import rulebook
from tests.documents.reading import Element, artifacts, elements
from tests.documents.validity import failures
from tests.rulebooks import flat, said_in


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook(load_folder(paths.resources()), (Proof("Nothing is lost", 1234),))


@pytest.fixture(scope="module")
def made(book: Rulebook) -> bytes:
    return rulebook_pdf(book)


@pytest.fixture(scope="module")
def read(made: bytes) -> list[Element]:
    return elements(made)


def test_all_of_it_stands_there_in_order(book: Rulebook, read: list[Element]) -> None:
    text, position = flat(" ".join(element.text for element in read)), 0
    for words in said_in(book):
        position = text.find(flat(words), position)
        assert position >= 0, words
        position += len(flat(words))


def test_it_is_valid(made: bytes) -> None:
    assert not failures(made)


def test_the_same_rulebook_gives_the_same_bytes(book: Rulebook, made: bytes) -> None:
    assert rulebook_pdf(book) == made


def test_it_is_small_enough_to_be_sent(made: bytes) -> None:
    """Its structure tree, many times as large as its text, is packed; every object is still there."""
    with pikepdf.open(BytesIO(made)) as document:
        assert not document.check_pdf_syntax()
        loose = BytesIO()
        document.save(loose, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        assert len(document.pages) == page_count(made)
    assert len(made) < 1_200_000 < len(loose.getvalue())


def test_where_comments_go_stands_on_the_first_page(book: Rulebook) -> None:
    front = BytesIO(rulebook_pdf(replace(book, chapters=book.chapters[:1], comments=Consultation("integrity@agency.example", date(2027, 3, 31)))))
    said = [element.text for element in elements(front.getvalue())]
    assert said.index("integrity@agency.example") == said.index(COMMENTS_TO) + 1 < said.index("Contents")
    assert said.index("31 March 2027") == said.index(COMMENTS_BY) + 1


def test_without_them_there_are_lines_to_fill_in(book: Rulebook, read: list[Element]) -> None:
    said = [element.text for element in read]
    assert said.index(COMMENTS_BY) == said.index(COMMENTS_TO) + 1 < said.index("Contents")


def test_every_page_is_numbered_and_has_a_column_for_comment(made: bytes) -> None:
    furniture = artifacts(made)
    count = page_count(made)
    assert len(furniture) == count > 10
    for number, words in enumerate(furniture, start=1):
        assert f"Page {number} of {count}" in words and "Comment" in words


def test_the_contents_name_the_page_on_which_each_section_stands(book: Rulebook, made: bytes, read: list[Element]) -> None:
    lines = [element.text for element in read if "TOCI" in element.above]
    told = {number: int(at) for number, at in zip(lines[::3], lines[2::3], strict=True)}
    assert list(told) == [section.number for chapter in book.chapters for section in (chapter, *chapter.sections)]
    with pikepdf.open(BytesIO(made)) as document, document.open_outline() as outline:
        pages = {document_page.obj.objgen: at for at, document_page in enumerate(document.pages, start=1)}
        found = {str(item.title): pages[_page(item).objgen] for item in _items(list(outline.root[0].children))}
    for chapter in book.chapters:
        for section in (chapter, *chapter.sections):
            assert told[section.number] == found[f"{section.number} {section.title}"], section.title


def _page(item: pikepdf.OutlineItem) -> pikepdf.Object:
    assert isinstance(item.destination, pikepdf.Array)
    return item.destination[0]


def _items(items: list[pikepdf.OutlineItem]) -> list[pikepdf.OutlineItem]:
    return [item for one in items for item in (one, *_items(list(one.children)))]


def test_no_heading_stands_alone_at_the_foot_of_a_page(made: bytes) -> None:
    with pikepdf.open(BytesIO(made)) as document:
        parents = document.Root.StructTreeRoot.ParentTree.Nums
        last = [str(list(parents[at])[-1].S) for at in range(1, len(parents), 2)]
    assert not [role for role in last if role in ("/H1", "/H2", "/H3", "/H4")]


def test_headings_go_down_one_rank_at_a_time(read: list[Element]) -> None:
    ranks = [int(element.role[1]) for element in read if element.role in ("H1", "H2", "H3", "H4")]
    assert ranks[0] == 1 and ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(ranks, ranks[1:], strict=False))


def test_no_word_of_a_table_is_broken(book: Rulebook) -> None:
    for grid in (block for chapter in book.chapters for section in walked(chapter) for block in section.blocks if isinstance(block, Grid)):
        scale, widths = set_in(grid)
        for row in grid.rows:
            for cell, room in zip(row, widths, strict=True):
                assert max(width(word, scale.body) for word in cell.split() or [""]) <= room, cell
