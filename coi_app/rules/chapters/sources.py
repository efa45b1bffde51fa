"""Every source, by how sure we are of it, with the day it was checked."""

from __future__ import annotations

from collections.abc import Iterator

from coi_app.domain.assessment import Confidence, Source
from coi_app.domain.rulebook import Block, Section, Statement, to
from coi_app.rules.chapters.cited import CONFIDENCE, counted, day_words, in_force, opening
from coi_app.rules.content import Content

TITLES = {
    Confidence.VERIFIED: "Read in the source",
    Confidence.SECONDARY: "Read about, not in the source",
    Confidence.UNVERIFIED: "Generally known, not read",
    Confidence.PROPOSAL: "Our own proposals",
}
HOW = "What a source says stands here in our own words. The day says when a person last looked at it."


def sources_chapter(content: Content) -> Section:
    """The sources in the order of how sure we are."""
    check = f"“{content.wording.phrases['check_this']}” marks what we are not sure of. {content.wording.phrases['check_this_meaning']}"
    groups = ((confidence, tuple(s for s in content.sources.values() if s.confidence is confidence)) for confidence in Confidence)
    sections = (Section(TITLES[confidence], counted(CONFIDENCE[confidence]), tuple(_source(content, s) for s in found), asks=True) for confidence, found in groups if found)
    return Section("The sources", (), (opening(HOW, check), *sections))


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
    mark = f" {content.wording.phrases['check_this']}." if source.confidence.needs_check else ""
    yield Statement(f"On {day_words(source.checked)}.{mark}", "Checked")
