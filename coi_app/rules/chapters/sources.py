"""Every source, by how sure we are of it, with the day it was checked."""

from __future__ import annotations

from collections.abc import Iterator

from coi_app.domain.assessment import Confidence, Source, SourceMark
from coi_app.domain.rulebook import Block, Section, Statement, to
from coi_app.rules.chapters.cited import CONFIDENCE, check_mark, counted, day_words, in_force, opening
from coi_app.rules.content import Content

TITLES = {
    Confidence.VERIFIED: "Read in the source",
    Confidence.SECONDARY: "Read in a summary, not in the source",
    Confidence.UNVERIFIED: "Generally known, or may have changed",
    Confidence.PROPOSAL: "Our own proposals",
}
HOW = "What a source says stands here in our own words. The day says when a person last looked at it."


def sources_chapter(content: Content) -> Section:
    """The sources in the order of how sure we are."""
    phrases = content.wording.phrases
    marks = (f"“{phrases[mark]}”: {phrases[f'{mark}_meaning']}" for mark in SourceMark)
    groups = ((confidence, tuple(s for s in content.sources.values() if s.confidence is confidence)) for confidence in Confidence)
    sections = (Section(TITLES[confidence], counted(CONFIDENCE[confidence]), tuple(_source(content, s) for s in found), asks=True) for confidence, found in groups if found)
    return Section("The sources", (), (opening(HOW, *marks), *sections))


def _source(content: Content, source: Source) -> Section:
    return Section(source.title, tuple(_about(content, source)), place=f"source {source.id}")


def _about(content: Content, source: Source) -> Iterator[Block]:
    if source.words:
        yield Statement(source.words)
    if source.short:
        yield Statement(f"{source.short}.", "Named in a result")
    if source.address:
        yield Statement(source.address, "Where")
    if source.begins:
        yield Statement(in_force(source.begins, None), "In force")
    if source.replaced:
        yield Statement(f"{source.replaced.title} ({to(f'source {source.replaced.id}')}).", "Took the place of")
    yield Statement(f"On {day_words(source.checked)}.{check_mark(content, source)}", "Checked")
