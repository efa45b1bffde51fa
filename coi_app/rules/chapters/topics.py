"""The topics, group by group: what each is about, where it starts, and what it asks in which order."""

from __future__ import annotations

from collections.abc import Iterator

from coi_app.domain.rulebook import Block, Point, Section, Statement, to
from coi_app.rules.chapters.cited import clause, counted, opening, points
from coi_app.rules.chapters.guidance import topic_guidance
from coi_app.rules.content import Category, Content, Topic
from coi_app.rules.in_words import InWords, listed, quoted
from coi_app.rules.wording import track_words

HOW = (
    "A person picks a topic, or finds it by everyday words. Each topic says on which tracks it is looked at.",
    "Some topics start above the lowest step of a scale, because of what they are. The reason stands beside it.",
    "The questions about the role come first, then those listed, from top to bottom. A question with a condition of its own is left out where that does not hold.",
)


def topics_chapter(content: Content, words: InWords) -> Section:
    """Every topic in its group, and every mark that rules go by."""
    groups = (_group(content, words, category) for category in content.categories.values())
    return Section("What can be looked at", (), (opening(*HOW), *groups, _marks(content, words)))


def _group(content: Content, words: InWords, category: Category) -> Section:
    topics = tuple(_topic(content, words, topic) for topic in content.topics.values() if topic.category == category.id)
    return Section(category.title, counted(category.summary) if category.summary else (), topics, asks=True)


def _topic(content: Content, words: InWords, topic: Topic) -> Section:
    return Section(f"{topic.id} {topic.title}", tuple(_about(content, words, topic)), place=f"topic {topic.id}")


def _about(content: Content, words: InWords, topic: Topic) -> Iterator[Block]:
    yield Statement(topic.summary)
    yield from points("For example", topic.examples)
    yield from points("Tips", topic.tips)
    yield Statement(f"{listed((track_words(content, track) for track in topic.tracks), 'and')}.", "Looked at for")
    for track, when in topic.joins.items():
        yield clause(f"Also for {track_words(content, track).lower()} when", words.when(when))
    if topic.like:
        yield Statement(f"{content.topics[topic.like].title} ({to(f'topic {topic.like}')}).", "Looked at like")
    if topic.flags:
        yield Statement(f"{listed((quoted(words.mark(flag)) for flag in sorted(topic.flags)), 'and')}.", "Marked")
    if not topic.declarable:
        yield Statement("It cannot be declared. There is nothing to store.", "Not declarable")
    if topic.not_asked:
        yield Statement(topic.not_asked, "Not asked")
    starts = tuple(_start(content, topic, scale, at) for scale, at in topic.scales.items())
    if starts:
        yield Statement("", "Starts at", starts)
    yield _asked(content, topic)
    yield from topic_guidance(content, topic)


def _start(content: Content, topic: Topic, scale: str, at: int) -> Point:
    found = content.scales[scale]
    because = topic.because.get(scale) or found.positions[at].because
    return Point(f"{quoted(found.positions[at].words)} on the scale {quoted(found.title)} ({to(f'scale {scale}')}).{f' {because}' if because else ''}")


def _asked(content: Content, topic: Topic) -> Statement:
    """The questions by their short names and numbers: many topics share them, and each is printed once."""
    if not topic.questions:
        return Statement("Nothing.", "Asked")
    own = (content.questions[question] for question in topic.questions)
    named = (f"{question.short} ({to(f'question {question.id}')}{', if its condition holds' if question.asked_when else ''})" for question in own)
    return Statement(f"After the role: {'; '.join(named)}.", "Asked")


def _marks(content: Content, words: InWords) -> Section:
    """Every mark, with the topics that carry it."""
    sections = tuple(_mark(content, words, flag) for flag in words.marks)
    return Section("Marks on topics", counted("Rules can go by a mark, so that what holds for one topic holds for others like it."), sections)


def _mark(content: Content, words: InWords, flag: str) -> Section:
    carry = (f"{topic.title} ({topic.id})" for topic in content.topics.values() if flag in topic.flags)
    return Section(words.mark(flag), (Statement(f"{'; '.join(carry)}.", "On"),), place=f"mark {flag}")
