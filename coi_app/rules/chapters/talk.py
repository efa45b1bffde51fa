"""Rights, and what the two who talk are told: what to ask, what not to ask, where to go."""

from __future__ import annotations

from coi_app.domain.rulebook import Block, Point, Section, Statement
from coi_app.rules.chapters.cited import counted, day_words, opening, points, sentence
from coi_app.rules.chapters.rulings import Rulings
from coi_app.rules.content import Content

RIGHTS_HOW = "Every result tells the person’s rights before anything else. These are the rights it can tell, and when it tells them."
NOTICE_HOW = "The app looks for these signs in a person’s own words, on the person’s own computer, before anything is kept."


def rights_chapter(content: Content, rulings: Rulings) -> Section:
    """The rights, with what nobody may ask."""
    talk = content.conversation
    never = Section("What nobody asks", (*points("Do not ask about", talk.do_not_ask), *points("Do not say", talk.do_not_say), *points("Do not", talk.do_not_do)), asks=True)
    return Section("Rights come first", (), (opening(RIGHTS_HOW), rulings.section("The rights", content.rights), never))


def talk_chapter(content: Content) -> Section:
    """The fixed words of the conversation guide, whom to turn to, and the gentle warning on free text."""
    talk = content.conversation
    blocks: tuple[Block, ...] = (
        Statement(talk.notice), *points("Before you meet", talk.before), *points("Opening words", talk.opening), *points("Ask", talk.ask),
        Statement(talk.proportionality, "In proportion"), Statement(talk.career, "Careers"), *points("Decide", tuple(talk.decide.values())),
        *points("Where to go", talk.where_to_go), *points("Afterwards", talk.after), Statement(talk.privacy, "Privacy"),
    )
    contacts = tuple(Point(f"{contact.title}. {contact.words}") for contact in content.contacts)
    return Section("The talk", (), (
        Section("The conversation guide", blocks, asks=True),
        Section("Who you can turn to", (Statement("", "A second opinion, or support", contacts),), asks=True),
        Section("A gentle warning on free text", (*counted(NOTICE_HOW), *_notice(content)), asks=True),
    ))


def _notice(content: Content) -> tuple[Block, ...]:
    notice = content.notice
    return (
        Statement(notice.warning, "It says"),
        Statement(f"{len(notice.words)} names and {len(notice.phrases)} phrases, as known on {day_words(notice.checked)}. This document names none of them.", "It looks for"),
        Statement(sentence(", ".join(notice.role_words)), "It stays silent beside words for a role"),
    )
