"""The scenarios of the domain reference, read from tables that a policy person can check."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import Assessment
from coi_app.rules.content import Content
from coi_app.rules.explain import assess
from coi_app.rules.journey import walk
from coi_app.rules.reach import fired, rule_lists
from coi_app.rules.triage import judge

DAY = date(2026, 9, 15)
FOLDER = Path(__file__).parent.parent / "scenarios"
FROM_THE_REFERENCE = ("political.toml", "interests.toml")
OURS = ("rules.toml", "kinds.toml", "groups.toml")
"""Situations of our own, in which the rest of the rules fire; they have no counterpart in the reference."""


def scenarios(*names: str) -> list[Any]:
    found = []
    for path in (FOLDER / name for name in names or (*FROM_THE_REFERENCE, *OURS)):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for one in table["scenario"]:
            found.append(pytest.param({**one, "role": {**table["roles"][one["role"]], **one.get("role_changes", {})}}, id=one["id"]))
    return found


def result(content: Content, one: dict[str, Any]) -> Assessment:
    return assess(content, one["topic"], Answers.from_plain(one["role"]), Answers.from_plain(one["answers"]), DAY)


@pytest.mark.parametrize("one", scenarios())
def test_a_scenario_has_its_expected_result(content: Content, one: dict[str, Any]) -> None:
    found = result(content, one)
    assert found.complete, f"unanswered: {found.unanswered}"
    assert not set(found.ignored) - set(one["role"]), "the table answers a question that is not asked"
    assert found.answer == one["answer"]
    if "level" in one:
        assert found.neutrality and found.neutrality.level.name == one["level"]
    if "severity" in one:
        assert found.conflict and (found.conflict.type, found.conflict.severity) == (one["type"], one["severity"])
    assert [stop.id for stop in found.stops] == one.get("stops", [])
    assert set(one.get("statute", [])) <= {law.id for law in found.statute}
    assert set(one.get("steps", [])) <= {step.id for step in found.steps}


@pytest.mark.parametrize("one", scenarios(*FROM_THE_REFERENCE))
def test_a_result_that_differs_from_the_reference_says_why(one: dict[str, Any]) -> None:
    reference = one["reference"]
    differs = {key for key in reference if key in ("level", "type", "severity", "stops") and reference[key] != one.get(key, [])}
    assert bool(differs) == bool(one.get("differs")), f"{differs} differ from the reference"


@pytest.mark.parametrize("one", scenarios())
def test_every_result_from_talk_first_on_names_its_rules_and_the_answers_they_used(content: Content, one: dict[str, Any]) -> None:
    """N5: whatever asks something of a person is explained."""
    found = result(content, one)
    if found.neutrality and found.neutrality.level >= 2:
        assert found.neutrality.reasons
        assert any(reason.answers for reason in found.neutrality.reasons)
    assert all(reason.because and reason.source.title for reason in found.reasons)


@pytest.mark.parametrize("one", scenarios(*OURS))
def test_a_situation_of_our_own_says_everything_that_is_expected_of_it(content: Content, one: dict[str, Any]) -> None:
    found = result(content, one)
    assert ("level" in one, "severity" in one) == (found.neutrality is not None, found.conflict is not None)
    assert "reference" not in one and one["situation"].endswith(".")


def test_every_rule_fires_in_at_least_one_scenario(content: Content) -> None:
    seen: set[tuple[str, str]] = set()
    for param in scenarios():
        (one,) = param.values
        journey = walk(content, content.topic(one["topic"]), Answers.from_plain(one["role"]), Answers.from_plain(one["answers"]))
        seen.update(fired(content, journey, judge(content, journey, DAY), DAY))
    written = {(name, rule.id) for name, rules in rule_lists(content).items() for rule in rules}
    assert written - seen == set()
