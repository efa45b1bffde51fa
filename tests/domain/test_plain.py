"""The plain form of domain objects: nothing but what JSON holds, and the same object back."""

from __future__ import annotations

import json
from datetime import date

import pytest

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import Assessment
from coi_app.domain.declaration import Declaration
from coi_app.domain.history import Event
from coi_app.domain.plain import from_plain, plain
from coi_app.paths import resources
from coi_app.rules.explain import assess
from coi_app.rules.loader import load_folder
from tests.store.examples import declaration, event, number

ROLE = {"employment": "public_service", "seniority": "leader", "ministers": "regularly", "powers": ["spokesperson"]}


def test_a_declaration_and_an_event_come_back_as_they_were() -> None:
    assert from_plain(Declaration, json.loads(json.dumps(plain(declaration())))) == declaration()
    told = event(number(1), declaration())
    assert from_plain(Event, json.loads(json.dumps(plain(told)))) == told


def test_every_topics_result_comes_back_as_it_was() -> None:
    content = load_folder(resources())
    role = Answers.from_plain(ROLE)
    for topic in content.topics:
        result = assess(content, topic, role, Answers({}), date(2026, 11, 23))
        for question in result.unanswered:
            role = role.with_answer(question, "not_sure")
        answers = Answers(dict.fromkeys(content.topics[topic].questions, "not_sure"))
        whole = assess(content, topic, role, answers, date(2026, 11, 23))
        for one in (result, whole):
            assert from_plain(Assessment, json.loads(json.dumps(plain(one)))) == one


@pytest.mark.parametrize("told", [None, 3, [], {}, {"id": "x"}, {**plain(event(number(1))), "kind": "unheard of"}])
def test_another_form_is_refused(told: object) -> None:
    with pytest.raises(ValueError):
        from_plain(Event, told)
