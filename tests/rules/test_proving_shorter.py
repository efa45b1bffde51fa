"""What makes the proofs quick hides nothing: a narrowed content, a walk left out and a result not put into words again come to the same."""

from __future__ import annotations

import pytest

from coi_app.domain.answers import Answers
from coi_app.paths import resources
from coi_app.rules.bundle import read_folder
from coi_app.rules.content import Content
from coi_app.rules.journey import walk
from coi_app.rules.loader import load
from coi_app.rules.proving.journeys import Journeys
from coi_app.rules.proving.narrow import Narrow
from coi_app.rules.reach import bases, fired, is_possible
from coi_app.rules.triage import judge

TOPICS = ("P01", "P13", "P20", "I-02", "I-11", "I-16")


@pytest.fixture(scope="module")
def content() -> Content:
    return load(read_folder(resources()))


@pytest.mark.parametrize("topic", TOPICS)
def test_every_journey_comes_to_the_same_under_the_whole_content(content: Content, topic: str) -> None:
    day = content.effective
    for tried in Journeys(Narrow(content, content.topics[topic], day), changes=1, samples=100).tried:
        given = Answers(dict(tried.answers))
        journey = walk(content, content.topics[topic], given, given)
        outcome = judge(content, journey, day)
        sight = tried.sight
        assert (outcome.answer, outcome.level, outcome.type, outcome.severity) == (sight.answer, sight.level, sight.type, sight.severity)
        assert frozenset(fired(content, journey, outcome, day)) == sight.fired
        assert (tuple(journey.facts.answers.items()), journey.facts.scales) == (tried.answers, tried.scales)


@pytest.mark.parametrize("topic", ["P01", "P20", "I-11"])
def test_a_journey_that_is_not_walked_again_is_the_one_it_would_be(content: Content, topic: str) -> None:
    journeys = Journeys(Narrow(content, content.topics[topic], content.effective), changes=2, samples=0)
    starts = bases(content)
    for (base, change), tried in journeys.by_change.items():
        given = Answers({**starts[base], **dict(change)})
        journey = walk(content, journeys.narrow.topic, given, given)
        happens = journey.complete and is_possible(journey)
        assert (tried and tried.answers) == (tuple(journey.facts.answers.items()) if happens else None)


def test_a_condition_made_shorter_still_says_and_looks_at_all_that_is_written(content: Content) -> None:
    narrow = Narrow(content, content.topics["P20"], content.effective)
    whole = {(type(rule), rule.id): rule for rules in (content.level_floors, content.steps, content.answer_rules) for rule in rules}
    for rule in (*narrow.content.level_floors, *narrow.content.steps, *narrow.content.answer_rules):
        written = whole[type(rule), rule.id]
        assert rule == written
        assert (rule.when and (rule.when.questions, rule.when.scales)) == (written.when and (written.when.questions, written.when.scales))


def test_sights_that_are_equal_are_one(content: Content) -> None:
    sights = [tried.sight for tried in Journeys(Narrow(content, content.topics["I-11"], content.effective), changes=1).tried]
    assert len({id(sight) for sight in sights}) == len(set(sights)) < len(sights)
