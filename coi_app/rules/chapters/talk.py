"""Rights, and what the two who talk are told: what to ask, what not to ask, where to go."""

from __future__ import annotations

from coi_app.domain.rulebook import Block, Point, Section, Statement
from coi_app.rules.chapters.cited import counted, day_words, opening, points, sentence
from coi_app.rules.chapters.rulings import Rulings
from coi_app.rules.content import Content
from coi_app.rules.deciders import Decider
from coi_app.rules.in_words import InWords

RIGHTS_HOW = "Every result tells the person’s rights before anything else. These are the rights it can tell, and when it tells them."
NOTICE_HOW = "The app looks for these signs in a person’s own words, on the person’s own computer, before anything is kept."


def rights_chapter(content: Content, rulings: Rulings) -> Section:
    """The rights, with what nobody may ask."""
    talk = content.conversation
    never = Section("What nobody asks", (*points("Do not ask about", talk.do_not_ask), *points("Do not say", talk.do_not_say), *points("Do not", talk.do_not_do)), asks=True)
    return Section("Rights come first", (), (opening(RIGHTS_HOW), rulings.section("The rights", content.rights), never))


DECIDERS_HOW = "Where this document says “your manager”, a person of another role reads of whoever decides in their case. The first that fits is meant."


def talk_chapter(content: Content, words: InWords) -> Section:
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
        Section("Who decides in your case", (*counted(DECIDERS_HOW), *(_decider(decider, words) for decider in content.deciders)), asks=True),
        Section("A gentle warning on free text", (*counted(NOTICE_HOW), *_notice(content)), asks=True),
    ))


def _decider(decider: Decider, words: InWords) -> Statement:
    """Whose case it is, and who decides in it, looks again and advises."""
    said = decider.words
    when = words.when(decider.when) if decider.when else Point("everyone else")
    named = (Point(f"decides: {said['decider']}"), Point(f"looks again: {said['above']}"), Point(f"advises: {said['adviser']}"))
    return Statement(sentence(f"where {when.words}" if decider.when else when.words), "", (*when.points, *named))


def _notice(content: Content) -> tuple[Block, ...]:
    notice = content.notice
    return (
        Statement(notice.warning, "It says"),
        Statement(f"{len(notice.words)} names and {len(notice.phrases)} phrases, as known on {day_words(notice.checked)}. This document names none of them.", "It looks for"),
        Statement(sentence(", ".join(notice.role_words)), "It stays silent beside words for a role"),
    )
