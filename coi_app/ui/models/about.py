"""What the page about a topic is given: its guidance, each example with what the rules make of it today, and the words explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coi_app.domain.assessment import Assessment
from coi_app.rules.content import Content, Topic
from coi_app.rules.examples import worked_out
from coi_app.rules.guidance import Example, Term, TopicGuidance


@dataclass(frozen=True)
class ExampleSeen:
    """A worked example with what the rules make of it."""

    example: Example
    result: Assessment


@dataclass(frozen=True)
class About:
    """A topic with all that helps with it."""

    topic: Topic
    guidance: TopicGuidance
    examples: tuple[ExampleSeen, ...]
    terms: tuple[Term, ...]


def about(content: Content, topic_id: str, day: date) -> About | None:
    """The guidance of a topic as of a day; None where it has none, as a topic that an agency added may."""
    guidance = content.guidance.topics.get(topic_id)
    if guidance is None:
        return None
    topic = content.topic(topic_id)
    seen = (ExampleSeen(example, worked_out(content, topic_id, example, day)) for example in guidance.examples)
    # An agency may ask more than an example answers; then it has no result, and is left out.
    examples = tuple(one for one in seen if one.result.complete)
    texts = [topic.title, guidance.about, guidance.usual, *guidance.manager_may, *guidance.manager_may_not, *topic.tips]
    texts += [text for one in examples for text in (one.example.situation, one.example.who, one.example.why)]
    return About(topic, guidance, examples, content.glossary.in_texts(texts))
