"""What many chapters say alike: where something comes from, a day, a condition as a paragraph."""

from __future__ import annotations

from datetime import date

from coi_app.domain.assessment import Confidence, Source
from coi_app.domain.rulebook import Point, Section, Statement, to
from coi_app.rules.content import Content

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

MOST_IN_A_LINE = 420
"""Characters of a list that still reads well as one paragraph."""

CONFIDENCE = {
    Confidence.VERIFIED: "Read in the source itself.",
    Confidence.SECONDARY: "They hold. We read them in a text about them, not in their own words.",
    Confidence.UNVERIFIED: "Generally known but not read in a source, or read in a text that may have changed since.",
    Confidence.PROPOSAL: "Our own proposal. No source says it.",
}


def day_words(day: date) -> str:
    """A day as it is written on paper: 23 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def check_mark(content: Content, source: Source) -> str:
    """The mark of what was not read at its own source, as a sentence to put last; nothing where it was."""
    mark = source.confidence.mark
    return f" {content.wording.phrases[mark]}." if mark else ""


def source_line(content: Content, source: Source) -> Statement:
    """The source by its title and its number, with the mark where it was not read itself."""
    own = " Our own proposal." if source.confidence is Confidence.PROPOSAL else ""
    return Statement(f"{source.title} ({to(f'source {source.id}')}).{own}{check_mark(content, source)}", "Source")


def in_force(begins: date | None, ends: date | None) -> str:
    """From when until when something holds, as a sentence."""
    if begins is None and ends is None:
        return "No end is set."
    first = f"From {day_words(begins)}" if begins else "From before this content"
    return f"{first} to {day_words(ends)}." if ends else f"{first}."


def clause(label: str, point: Point) -> Statement:
    """A condition under a label: a sentence, or a lead with the points under it."""
    if point.points and _in_a_line(tuple(each.words for each in point.points)) and not any(each.points for each in point.points):
        return Statement(sentence(f"{point.words}: {'; '.join(each.words for each in point.points)}"), label)
    return Statement(sentence(point.words, ":" if point.points else "."), label, point.points)


def sentence(words: str, end: str = ".") -> str:
    """Words with a capital first and an end last, where they have none."""
    closed = words.rstrip()
    return closed[:1].upper() + closed[1:] + ("" if closed[-1:] in ".:!?" else "" if closed[-2:-1] in ".!?" and closed[-1:] in "”’" else end)


def counted(*words: str) -> tuple[Statement, ...]:
    """Paragraphs with a number each."""
    return tuple(Statement(one, counted=True) for one in words)


def opening(*words: str) -> Section:
    """The first section of a chapter: how what follows works."""
    return Section("How this works", counted(*words))


def points(label: str, words: tuple[str, ...]) -> tuple[Statement, ...]:
    """A label with a list, a short one in one paragraph; nothing where the list is empty."""
    if words and _in_a_line(words):
        return (Statement(sentence(" ".join(words) if all(one[-1:] in ".!?" for one in words) else "; ".join(words)), label),)
    return (Statement("", label, tuple(map(Point, words))),) if words else ()


def _in_a_line(words: tuple[str, ...]) -> bool:
    """Whether a list is short enough to be read one after the other, without a line for each."""
    return sum(map(len, words)) <= MOST_IN_A_LINE
