"""Guidance: what helps with one topic, the general pages, and the words explained."""

from __future__ import annotations

from collections.abc import Iterator

from coi_app.domain.rulebook import Block, Point, Section, Statement
from coi_app.rules.chapters.cited import points, source_line
from coi_app.rules.content import Content, Topic
from coi_app.rules.explain import assess
from coi_app.rules.guidance import Example, GuidancePage, Term
from coi_app.rules.guidance import Section as PagePart

MAY_NOT = "A manager may not ask"


def topic_guidance(content: Content, topic: Topic) -> Iterator[Block]:
    """What this is about, worked examples with what the rules make of them, what usually happens, what a manager may ask."""
    found = content.guidance.topics.get(topic.id)
    if found is None:
        return
    yield Statement(found.about, "What this is about")
    if found.examples:
        yield Statement("", "Worked examples", tuple(_example(content, topic, example) for example in found.examples))
    yield Statement(found.usual, "What usually happens")
    yield from points("A manager may ask", found.manager_may)
    yield from points(MAY_NOT, found.manager_may_not)


def _example(content: Content, topic: Topic, example: Example) -> Point:
    result = assess(content, topic.id, example.role, example.answers, content.effective, with_changes=False)
    tracks = [track.words for track in (result.neutrality, result.conflict) if track]
    return Point(f"{example.situation} Result: {result.headline} {' '.join(f'{words}.' for words in tracks)} Why: {example.why}")


def guidance_chapter(content: Content) -> Section:
    """The general pages, then the words explained."""
    pages = tuple(_page(content, page) for page in content.guidance.pages.values())
    terms = tuple(block for term in content.glossary.terms for block in _term(content, term))
    words = (Section("Words explained", terms, asks=True),) if terms else ()
    return Section("General guidance", (), (*pages, *words))


def _page(content: Content, page: GuidancePage) -> Section:
    return Section(page.title, (Statement(page.lead, counted=True),), tuple(_part(content, part) for part in page.sections), asks=True)


def _part(content: Content, part: PagePart) -> Section:
    lead = (Statement(part.words, "", tuple(map(Point, part.points))),)
    return Section(part.title, (*lead, *((source_line(content, part.source),) if part.source else ())))


def _term(content: Content, term: Term) -> Iterator[Block]:
    said = source_line(content, term.source).words if term.source else ""
    yield Statement(f"{term.meaning}{f' Source: {said}' if said else ''}", term.word, counted=True)
