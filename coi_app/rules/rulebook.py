"""The rulebook of a content: every question, rule, table, source, date and proof figure, in words and in numbered paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from coi_app.domain.rulebook import BY_HAND, Consultation, Rulebook, Section, numbered
from coi_app.rules.chapters.agency import agency_chapters
from coi_app.rules.chapters.cited import day_words
from coi_app.rules.chapters.front import front_chapter, how_chapter
from coi_app.rules.chapters.guidance import guidance_chapter
from coi_app.rules.chapters.law import law_chapter
from coi_app.rules.chapters.proofs import proofs_chapter
from coi_app.rules.chapters.questions import questions_chapter
from coi_app.rules.chapters.rulings import Rulings
from coi_app.rules.chapters.scales import scales_chapter
from coi_app.rules.chapters.sources import sources_chapter
from coi_app.rules.chapters.steps import steps_chapter
from coi_app.rules.chapters.talk import rights_chapter, talk_chapter
from coi_app.rules.chapters.topics import topics_chapter
from coi_app.rules.content import Content
from coi_app.rules.in_words import InWords
from coi_app.rules.proof import Proof
from coi_app.rules.reach import rule_lists

TITLE = "The rules of Declare, in full"
NOTICES = ("The app advises. A person decides.", "Your comment is welcome: see “How to comment”.")


def rulebook(content: Content, proofs: Sequence[Proof] = (), comments: Consultation = BY_HAND) -> Rulebook:
    """Everything in the content as one document; the same content, proofs and place for comments give the same document."""
    words = InWords(content)
    rulings = Rulings(content, words)
    chapters = (
        front_chapter(), rights_chapter(content, rulings), how_chapter(), *agency_chapters(content), topics_chapter(content, words), questions_chapter(content, words), scales_chapter(content),
        _neutrality(content, rulings), _conflict(content, rulings), _answers(content, rulings), law_chapter(content, rulings), steps_chapter(content, rulings),
        talk_chapter(content, words), guidance_chapter(content), sources_chapter(content), proofs_chapter(proofs),
    )
    return Rulebook(TITLE, content.version, content.effective, content.hash, _facts(content, proofs), NOTICES, numbered(chapters), comments)


def _facts(content: Content, proofs: Sequence[Proof]) -> tuple[tuple[str, str], ...]:
    rules = sum(len(rules) for rules in rule_lists(content).values())
    holding = sum(proof.holds for proof in proofs)
    return (
        ("Version of the rules", content.version),
        ("In force from", day_words(content.effective)),
        ("Fingerprint of the content (SHA-256)", content.hash),
        ("What is in it", f"{len(content.topics)} topics, {len(content.questions)} questions, {rules} rules, {len(content.sources)} sources"),
        ("Proved", f"{holding} of {len(proofs)} proofs hold, over {sum(proof.cases for proof in proofs):,} cases" if proofs else "No proofs were run for this copy"),
    )


def _neutrality(content: Content, rulings: Rulings) -> Section:
    return Section("The rules of political neutrality", (), (
        rulings.section("Exemptions", content.exemptions, then="The level is L0, and no other rule on this track counts."),
        rulings.section("Rules that adjust the level", content.level_adjustments),
        rulings.section("Rules that set a least level", content.level_floors),
    ))


def _conflict(content: Content, rulings: Rulings) -> Section:
    return Section("The rules of conflict of interest", (), (
        rulings.section("Exemptions", content.conflict_exemptions, then="There is no conflict, and no other rule on this track counts."),
        rulings.section("Rules that adjust a scale", content.closeness_adjustments),
        rulings.section("Rules that set a least severity", content.severity_floors),
        rulings.section("What is already in place", content.in_place),
        rulings.section("Which type it is", content.type_rules, "They are read from first to last. The first that holds gives the type."),
    ))


def _answers(content: Content, rulings: Rulings) -> Section:
    return Section("The answer", (), (
        rulings.section("Stop and conduct tests", content.stops, "They are about how a thing is done, never about who the person is."),
        rulings.section("What does not go together", content.incompatible, "No plan mends these. Each says what would be fine instead. On each track, the first that holds is told."),
        rulings.section("Rules for the answer", content.answer_rules),
        rulings.section("How the two tracks touch", content.links),
        rulings.section("What to do next", content.next),
    ))
