"""The content with an agency's layer on top of it: a new content, which knows the one beneath."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from coi_app.domain.errors import ContentError
from coi_app.rules.agency import AgencyLayer, OwnQuestion, OwnTopic
from coi_app.rules.conditions import Condition, parse
from coi_app.rules.content import Category, Contact, Content, Option, Question, Topic
from coi_app.rules.rulings import AnswerRule, Incompatible, Rule, StepRule

R = TypeVar("R", AnswerRule, Incompatible)
AnyRule = TypeVar("AnyRule", bound=Rule)

NOBODYS_BUSINESS = "nobodys_business"


def merged(base: Content, layer: AgencyLayer, name: str) -> Content:
    """The base content with the layer on it, under a hash that names both; ContentError where the layer points at nothing.

    Rights, law, words, tables, exemptions, stops and everything that is not asked are those of the base: nothing here touches them.
    """
    topics = {**base.topics, **{topic.id: _topic(base, topic) for topic in layer.topics}}
    for question in layer.questions:
        topics.update({topic: _with_question(topics, question, topic) for topic in question.topics})
    return replace(
        base, version=f"{base.version} + {layer.named}", effective=max(base.effective, layer.effective), hash=name, base=base, agency=layer,
        sources={**base.sources, **layer.sources},
        categories={**base.categories, **{c.id: Category(c.id, c.title, c.summary) for c in layer.categories}},
        topics=topics,
        questions={**base.questions, **{question.id: _question(question) for question in layer.questions}},
        level_floors=(*base.level_floors, *(_from_then(layer, rule) for rule in layer.level_floors)),
        severity_floors=(*base.severity_floors, *(_from_then(layer, rule) for rule in layer.severity_floors)),
        incompatible=(*base.incompatible, *(_on_its_track(_from_then(layer, rule)) for rule in layer.incompatible)),
        answer_rules=(*base.answer_rules, *(_on_its_track(_from_then(layer, rule)) for rule in layer.answer_rules)),
        steps=_steps(base, layer),
        contacts=_contacts(base, layer),
    )


def _topic(base: Content, own: OwnTopic) -> Topic:
    like = base.topics.get(own.like)
    if like is None:
        raise ContentError("topics.toml", f"topic[{own.id}].like", f"there is no topic {own.like!r}: `coi-app topics` lists them")
    return replace(
        like, id=own.id, title=own.title, category=own.category, summary=own.summary, examples=own.examples, tips=own.tips or like.tips,
        search=own.search, like=own.like, flags=like.flags | {own.id},
    )


def _with_question(topics: dict[str, Topic], question: OwnQuestion, topic: str) -> Topic:
    if topic not in topics:
        raise ContentError("questions.toml", f"question[{question.id}].topics", f"there is no topic {topic!r}: `coi-app topics` lists them")
    found = topics[topic]
    return replace(found, questions=(*found.questions, question.id))


def _question(own: OwnQuestion) -> Question:
    options = tuple(Option(o.id, o.words, o.example, o.at, as_reason=o.as_reason, as_change=o.as_change, plain=own.scale is None) for o in own.options)
    return Question(
        id=own.id, table="answers", kind=own.kind, words=own.words, short=own.short, hint=own.hint, why=own.why, source=own.source, options=options,
        scale=own.scale, asked_when=own.asked_when, identity=own.identity, cost=5, not_sure="",
    )


def _from_then(layer: AgencyLayer, rule: AnyRule) -> AnyRule:
    """The rule from the day on which the layer holds, if not from a later one."""
    return replace(rule, begins=max(rule.begins or layer.effective, layer.effective))


def _on_its_track(rule: R) -> R:
    """The rule for the topics that have its track, and never for what is nobody's business."""
    guards: list[object] = [{"track": rule.track.value}, {"not": {"flag": NOBODYS_BUSINESS}}]
    return replace(rule, when=parse({"all": [*guards, *_written(rule.when)]}))


def _written(condition: Condition | None) -> list[object]:
    return [condition.written] if condition else []


def _steps(base: Content, layer: AgencyLayer) -> tuple[StepRule, ...]:
    known = {step.id for step in base.steps}
    for firmer in layer.firmer_steps:
        if firmer.step not in known:
            raise ContentError("rules.toml", f"step[{firmer.id}].step", f"there is no step {firmer.step!r} in the content")
    firmer_by = {step: tuple(_from_then(layer, firmer) for firmer in layer.firmer_steps if firmer.step == step) for step in known}
    return (*(replace(step, firmer=firmer_by[step.id]) for step in base.steps), *(_from_then(layer, step) for step in layer.steps))


def _contacts(base: Content, layer: AgencyLayer) -> tuple[Contact, ...]:
    """The agency's own people first, each in the place of the general one that it replaces where it names one."""
    instead = {own.replaces: Contact(own.id, own.title, own.words, own.kind) for own in layer.contacts if own.replaces}
    added = tuple(Contact(own.id, own.title, own.words, own.kind) for own in layer.contacts if not own.replaces)
    return (*added, *(instead.get(contact.id, contact) for contact in base.contacts))
