"""Every text of a rulebook in the order in which it is read, for the tests of what is made from it."""

from collections.abc import Iterator

from coi_app.domain.rulebook import Block, Grid, Point, Rulebook, Section


def flat(words: str) -> str:
    """The words on one line, without capitals: some stand at the head of a sentence in one place and not in another."""
    return " ".join(words.split()).lower()


def said_in(book: Rulebook) -> Iterator[str]:
    """The texts, each by itself."""
    yield book.title
    yield from (words for fact in book.facts for words in fact)
    yield from book.notices
    for chapter in book.chapters:
        yield from _section(chapter)


def _section(section: Section) -> Iterator[str]:
    yield f"{section.number} {section.title}"
    for block in section.blocks:
        yield from _block(block)
    for part in section.sections:
        yield from _section(part)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Grid):
        yield from block.header
        yield from (cell for row in block.rows for cell in row)
        return
    yield from (words for words in (block.number, block.label, block.words) if words)
    for point in block.points:
        yield from _point(point)


def _point(point: Point) -> Iterator[str]:
    yield point.words
    for inner in point.points:
        yield from _point(inner)
