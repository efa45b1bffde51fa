"""The rulebook as Markdown: plain text that every editor opens, with a line for comment after each section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from coi_app.domain.rulebook import COMMENTS_BY, COMMENTS_TO, Block, Consultation, Grid, Point, Rulebook, Section
from coi_app.rules.chapters.cited import day_words

COMMENT = "Comment:"
TO_FILL_IN = r"\_" * 30
_MEANS_SOMETHING = re.compile(r"([\\`*_\[\]<>#|~])")


def rulebook_markdown(book: Rulebook) -> bytes:
    """The rulebook in UTF-8; the same rulebook gives the same bytes."""
    lines = (*_head(book), *(line for chapter in book.chapters for line in _section(chapter, 2)))
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def escaped(words: str) -> str:
    """The words with what Markdown would take for its own marks made plain, on one line."""
    return _MEANS_SOMETHING.sub(r"\\\1", " ".join(words.split()))


def _head(book: Rulebook) -> Iterator[str]:
    yield from (f"# {escaped(book.title)}", "")
    yield from _rows(("", ""), book.facts)
    yield from _comments(book.comments)
    for notice in book.notices:
        yield from (escaped(notice), "")
    yield from ("## Contents", "")
    for chapter in book.chapters:
        yield f"- {chapter.number} {escaped(chapter.title)}"
        yield from (f"  - {section.number} {escaped(section.title)}" for section in chapter.sections)
    yield ""


def _comments(comments: Consultation) -> Iterator[str]:
    """Where comments go and by when, or a line to fill in."""
    yield f"**{COMMENTS_TO}:** {escaped(comments.to) or TO_FILL_IN}  "
    yield from (f"**{COMMENTS_BY}:** {day_words(comments.by) if comments.by else TO_FILL_IN}", "")


def _section(section: Section, depth: int) -> Iterator[str]:
    yield from (f"{'#' * min(depth, 6)} {section.number} {escaped(section.title)}", "")
    for block in section.blocks:
        yield from _block(block)
    for part in section.sections:
        yield from _section(part, depth + 1)
    if section.asks:
        yield from (f"{COMMENT} ({section.number})", "", "---", "")


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Grid):
        yield from _rows(block.header, block.rows)
        return
    label = f"**{escaped(block.label)}:** " if block.label else ""
    number = f"{block.number} " if block.number else ""
    yield from (f"{number}{label}{escaped(block.words)}".rstrip(), "")
    if block.points:
        yield from (*_points(block.points, 0), "")


def _points(points: Iterable[Point], depth: int) -> Iterator[str]:
    for point in points:
        yield f"{'  ' * depth}- {escaped(point.lead)}"
        yield from _points(point.points, depth + 1)


def _rows(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(escaped, header))} |"
    yield f"|{' --- |' * len(header)}"
    yield from (f"| {' | '.join(map(escaped, row))} |" for row in rows)
    yield ""
