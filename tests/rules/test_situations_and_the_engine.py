"""The situations in words, put to the engine: what agrees, and what is known to differ and why."""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from typing import Any

import pytest

from coi_app.domain.answers import Answers
from coi_app.rules.content import Content
from coi_app.rules.explain import assess
from tests.rules.test_scenarios import DAY
from tests.rules.test_situations import FILE, OWN, TABLE

ENCODED: dict[str, Any] = tomllib.loads(FILE.with_name("situations_answers.toml").read_text(encoding="utf-8"))
ANSWERED: dict[str, dict[str, Any]] = {one["id"]: one for one in ENCODED["answers"]}
ALL = [*OWN, *TABLE["reference"]]


def found(content: Content, one: dict[str, Any]) -> dict[str, str]:
    """What the engine says; a topic without a track for interests has no conflict to speak of."""
    told = ANSWERED[one["id"]]
    role = Answers.from_plain({**ENCODED["roles"][told["role"]], **told.get("role_changes", {})})
    result = assess(content, one["topic"], role, Answers.from_plain({**ENCODED["common"], **told["answers"]}), DAY)
    assert result.complete and result.answer, f"unanswered: {result.unanswered}"
    conflict = result.conflict
    kind = (conflict.type.value, conflict.severity.value) if conflict else ("none", "none")
    level = result.neutrality.level.name if result.neutrality else "L0"
    return {"answer": result.answer.value, "level": level, "type": kind[0], "severity": kind[1]}


def wrong(content: Content, one: dict[str, Any]) -> dict[str, str]:
    """The parts of what is expected that the engine sees otherwise, with what it says."""
    got = found(content, one)
    return {key: got[key] for key, value in one["expect"].items() if got[key] != value}


def test_every_situation_is_answered() -> None:
    assert list(ANSWERED) == [one["id"] for one in ALL]


@pytest.mark.parametrize("one", ALL, ids=lambda one: one["id"])
def test_the_engine_agrees_or_the_difference_is_known(content: Content, one: dict[str, Any]) -> None:
    """A difference that is mended has to leave the table as well, so that the table stays true."""
    otherwise = wrong(content, one)
    assert bool(otherwise) == ("differs" in one), f"the engine says {otherwise}; the table says {one.get('differs', 'nothing')}"


@pytest.mark.parametrize("one", [one for one in OWN if "differs" in one], ids=lambda one: one["id"])
def test_a_difference_says_what_lacks(content: Content, one: dict[str, Any]) -> None:
    """Whatever is called a matter of degree leaves the answer of three as it should be."""
    kind = one["differs"].split(":")[0]
    assert set(kind.split(" and ")) <= {"rule", "card", "degree"}
    assert kind != "degree" or "answer" not in wrong(content, one)


@pytest.mark.parametrize("one", [one for one in OWN if "was" in one], ids=lambda one: one["id"])
def test_a_changed_expectation_keeps_the_old_one_and_its_reason(one: dict[str, Any]) -> None:
    assert one["was"] != one["expect"] and one["because"].endswith(".")


def test_what_agrees_is_counted(content: Content, capsys: pytest.CaptureFixture[str]) -> None:
    """The figures are printed; a go-ahead for a clear no, or the reverse, never happens."""
    parts = Counter(key for one in ALL for key in one["expect"])
    differ = Counter(key for one in ALL for key in wrong(content, one))
    with capsys.disabled():
        agree = ", ".join(f"{key} {parts[key] - differ[key]} of {parts[key]}" for key in parts)
        sys.stdout.write(f"\nsituations: {agree}; known differences {sum('differs' in one for one in OWN)}\n")
    opposite = {"go_ahead": "not_as_described", "not_as_described": "go_ahead"}
    assert [one["id"] for one in OWN if wrong(content, one).get("answer") == opposite.get(one["expect"]["answer"], "")] == []
