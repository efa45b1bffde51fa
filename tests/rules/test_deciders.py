"""Whoever decides in a person's case is named by the role: everywhere, once, and never as a manager to those who have none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import Source
from coi_app.rules.conditions import Condition, Facts
from coi_app.rules.content import Content
from coi_app.rules.deciders import Addressed
from coi_app.rules.explain import assess
from tests.rules.test_scenarios import scenarios

DAY = date(2026, 11, 24)
NO_MANAGER = ["board_member", "board_chair", "tribunal", "chief_executive", "contractor", "ministerial_staff", "seconded_office", "panel_member", "council_member", "applicant", "school", "left"]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value) and not isinstance(value, (Source, Condition)):
        for one in fields(value):
            yield from texts(getattr(value, one.name))


@pytest.mark.parametrize("employment", NO_MANAGER)
def test_nobody_without_a_manager_is_sent_to_one(content: Content, employment: str) -> None:
    """Every scenario, put to somebody of another role: what is said of whoever decides is said of theirs."""
    said: list[str] = []
    for (one,) in (each.values for each in scenarios()):
        role = {**one["role"], "employment": employment}
        found = assess(content, one["topic"], Answers.from_plain(role), Answers.from_plain(one["answers"]), DAY)
        said += texts(replace(found, journey=()))
    assert len(said) > 500
    decider = content.said_to(Facts("", frozenset(), frozenset(), {"employment": employment}))
    word = next(one for one in content.deciders if one.when and one.when.test(Facts("", frozenset(), frozenset(), {"employment": employment}))).words["decider"]
    assert decider is not content
    assert not [text for text in said if "your manager" in text.lower() or "{" in text]
    assert any(word in text for text in said)


def test_everyone_else_reads_of_their_manager(content: Content) -> None:
    assert content.said_to(Facts("", frozenset(), frozenset(), {"employment": "defence"})) is content
    assert not [text for text in texts(tuple(content.steps)) if "{" in text]
    assert any("your manager" in text for text in texts(tuple(content.steps)))


def test_what_is_said_to_someone_else_is_the_same_content(content: Content) -> None:
    """Only the texts with a place in them differ: not a rule, a question or a number besides."""
    chair = content.said_to(Facts("", frozenset(), frozenset(), {"employment": "board_member"}))
    assert (chair.hash, chair.version, list(chair.questions), list(chair.topics)) == (content.hash, content.version, list(content.questions), list(content.topics))
    differ = [(one, other) for one, other in zip(texts(tuple(content.answer_rules)), texts(tuple(chair.answer_rules)), strict=True) if one != other]
    assert differ
    assert all(isinstance(one, Addressed) and isinstance(other, Addressed) and one.written == other.written for one, other in differ)
