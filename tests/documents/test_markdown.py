"""The rulebook as Markdown: the whole of it in order, nothing taken for a mark of Markdown, a line for comment after each section that asks."""

import re

from coi_app import paths
from coi_app.documents.markdown import COMMENT, escaped, rulebook_markdown
from coi_app.domain.rulebook import walked
from coi_app.rules.loader import load_folder
from coi_app.rules.proof import Proof
from coi_app.rules.rulebook import rulebook
from tests.rulebooks import flat, said_in

BOOK = rulebook(load_folder(paths.resources()), (Proof("Nothing is lost", 1234),))
MADE = rulebook_markdown(BOOK)
TEXT = MADE.decode()


def read(markdown: str) -> str:
    """The words without the marks."""
    without = re.sub(r"(?<!\\)(\*\*|^#+ |^\s*- |^\| | \|$)", "", markdown, flags=re.MULTILINE)
    return flat(re.sub(r"\\(.)", r"\1", without))


def test_all_of_it_stands_there_in_order() -> None:
    text, position = read(TEXT), 0
    for words in said_in(BOOK):
        position = text.find(flat(words), position)
        assert position >= 0, words
        position += len(flat(words))


def test_every_section_that_asks_has_a_line_for_comment() -> None:
    asking = [section.number for chapter in BOOK.chapters for section in walked(chapter) if section.asks]
    assert re.findall(rf"^{COMMENT} \(([\d.]+)\)$", TEXT, flags=re.MULTILINE).__len__() == len(asking) > 30


def test_the_same_rulebook_gives_the_same_bytes() -> None:
    assert rulebook_markdown(BOOK) == MADE
    assert b"\r" not in MADE and MADE.endswith(b"\n") and not MADE.endswith(b"\n\n")


def test_what_markdown_would_read_as_its_own_is_made_plain() -> None:
    assert escaped("a | b\n*c* _d_ `e` [f](g) <h> # i ~j~ \\") == r"a \| b \*c\* \_d\_ \`e\` \[f\](g) \<h\> \# i \~j\~ \\"


def test_every_row_has_as_many_cells_as_its_header() -> None:
    width = 0
    for line in TEXT.splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert not cells or not width or cells == width, line
        width = cells
