"""Every question: its words, why it is asked, when, and where each card stands on which scale."""

from __future__ import annotations

from collections.abc import Iterator

from coi_app.domain.rulebook import Block, Grid, Section, Statement, to
from coi_app.rules.chapters.cited import clause, opening, sentence, source_line
from coi_app.rules.content import Content, Option, Question
from coi_app.rules.in_words import InWords, listed, quoted

HOW = (
    "Each question says why it is asked. Nobody has to name a party, a person, a belief or an amount.",
    "“Not sure” is an answer to every question. It never counts as a step on a scale, and it always leads to a talk.",
    "A card can put a person on a step of one or more scales. A card without a step moves nothing by itself, but a rule can look at it.",
)
KINDS = {"one": "One card.", "many": "As many cards as fit, or none.", "number": "A number.", "date": "A date.", "text": "A few words."}
NO_STEP = "–"


def questions_chapter(content: Content, words: InWords) -> Section:
    """The questions about the role, then those that several groups of topics share, then those of one group."""
    found: dict[str, list[Question]] = {}
    for question in content.questions.values():
        found.setdefault(_group(content, question), []).append(question)
    order = ("About the role", "Shared by several groups", *(c.title for c in content.categories.values()), "Not asked by any topic now")
    groups = (Section(name, (), tuple(_question(content, words, q) for q in found[name]), asks=True) for name in order if name in found)
    return Section("The questions", (), (opening(*HOW), *groups))


def _group(content: Content, question: Question) -> str:
    if question.table == "role":
        return "About the role"
    categories = {topic.category for topic in content.topics.values() if question.id in topic.questions}
    if len(categories) > 1:
        return "Shared by several groups"
    return content.categories[categories.pop()].title if categories else "Not asked by any topic now"


def _question(content: Content, words: InWords, question: Question) -> Section:
    return Section(question.words, tuple(_about(content, words, question)), place=f"question {question.id}")


def _about(content: Content, words: InWords, question: Question) -> Iterator[Block]:
    if question.hint:
        yield Statement(question.hint)
    yield Statement(question.why, "Why it is asked")
    yield Statement(f"{question.short}. In the files: {question.id}.", "In short")
    yield clause("Asked when", words.when(question.asked_when))
    topics = [topic.id for topic in content.topics.values() if question.id in topic.questions]
    if topics:
        yield Statement(f"{listed(topics, 'and')}.", "Asked for")
    if question.none:
        yield Statement(question.none, "If none")
    if question.not_sure:
        yield Statement(question.not_sure, "If not sure")
    if question.identity:
        yield Statement("What a person is. No result ever tells them to change it.", "Stays as it is")
    yield Statement(KINDS[question.kind], "Answer")
    if question.scale:
        yield Statement(f"{quoted(content.scales[question.scale].title)} ({to(f'scale {question.scale}')}), unless another is named.", "On the scale")
    if question.options:
        yield _cards(content, question)
    if question.counts:
        scale = content.scales[question.counts]
        yield Statement(f"{quoted(scale.title)} ({to(f'scale {scale.id}')}). It rises with the number of chosen cards that weigh something.", "Also moves the scale")
    yield from _cards_with_conditions(words, question)
    yield source_line(content, question.source)


def _cards(content: Content, question: Question) -> Grid:
    """The cards, numbered so that what follows need not repeat them; the question's own scale is named above the table."""
    examples = any(option.example for option in question.options)
    rows = tuple(
        (f"{number} {option.words}", *([option.example or NO_STEP] if examples else []), _stands(content, question, option)) for number, option in enumerate(question.options, 1)
    )
    header = ("Card", "For example", "Where it stands") if examples else ("Card", "Where it stands")
    return Grid(header, rows, (0.38, 0.38, 0.24) if examples else (0.6, 0.4))


def _stands(content: Content, question: Question, option: Option) -> str:
    places = (
        quoted(content.scales[scale].positions[at].words) + ("" if scale == question.scale else f" on {quoted(content.scales[scale].title)} ({to(f'scale {scale}')})")
        for scale, at in question.places(option).items()
    )
    return "; ".join(places) or NO_STEP


def _cards_with_conditions(in_words: InWords, question: Question) -> Iterator[Block]:
    for number, option in enumerate(question.options, 1):
        if option.offered_when:
            yield clause(f"Card {number} is shown when", in_words.when(option.offered_when))
    kinds = (
        ("As a reason, a card reads", [(option, option.as_reason) for option in question.options]),
        ("As a change, after the word “if”", [(option, option.as_change) for option in question.options]),
        ("Without the card, after the word “if”", [(option, option.as_dropped) for option in question.options]),
    )
    for label, cards in kinds:
        said = " ".join(f"({number}) {sentence(words)}" for number, (_, words) in enumerate(cards, 1) if words)
        yield from [Statement(said, label)] if said else []
