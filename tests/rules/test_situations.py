"""The situations in words: their shape, and that they cover what they are there to cover."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).parent.parent / "scenarios" / "situations.toml"
TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
OWN = TABLE["situation"]
ANSWERS = ("go_ahead", "go_ahead_with_steps", "not_as_described")
SEVERITIES = ("none", "minor", "moderate", "significant")
TYPES = ("none", "potential", "perceived", "actual")
LEVELS = ("L0", "L1", "L2", "L3", "L4")
GROUPS = {"ministerial", "board", "contractor", "adjudicator", "electoral", "police", "on_leave", "seconded"}
CATEGORIES = [f"I-{number:02}" for number in (*range(1, 16), 17)]
SOURCE = re.compile(r"[SGL]\d+[a-z]?|domain \d[\d.]*(: .+)?|scoring\.md: .+")


def nothing_to_manage(one: dict[str, Any]) -> bool:
    expect = one["expect"]
    return expect["answer"] == "go_ahead" and expect.get("severity", "none") == "none" and expect.get("level", "L0") in ("L0", "L1")


def test_every_id_stands_once() -> None:
    ids = [one["id"] for part in TABLE.values() for one in part]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert [one["id"] for one in OWN] == [f"S-{number:03}" for number in range(1, len(OWN) + 1)]
    assert [one["id"] for one in TABLE["reference"]] == [f"T{number}" for number in range(27, 41)]
    assert [one["id"] for one in TABLE["never"]] == [f"N{number}" for number in range(1, 11)]


@pytest.mark.parametrize("one", OWN, ids=lambda one: one["id"])
def test_a_situation_is_told_in_words_with_what_is_expected_and_why(one: dict[str, Any]) -> None:
    assert 2 <= len(re.findall(r"[.!?](?:\s|$)", one["situation"])) <= 5
    assert one["why"].endswith(".") and one["must_say"] == one["must_say"].strip(". ") and len(one["must_say"].split()) <= 14
    assert SOURCE.fullmatch(one["source"])
    assert one.get("group") in {None, *GROUPS}
    expect = one["expect"]
    assert expect["answer"] in ANSWERS
    if one["track"] != "political":
        assert expect["severity"] in SEVERITIES and expect["type"] in TYPES
        assert (expect["severity"] == "none") == (expect["type"] == "none"), "no severity, no type"
    assert expect.get("level", "L0") in LEVELS


def test_every_category_group_and_result_is_there() -> None:
    assert len(OWN) >= 100
    interests = Counter(one["topic"] for one in OWN if one["track"] == "interest")
    assert [name for name in CATEGORIES if interests[name] < 4] == []
    tracks = Counter(one["track"] for one in OWN)
    assert tracks["political"] >= 20 and tracks["both"] >= 10
    assert {one.get("group") for one in OWN} == {None, *GROUPS}
    seen = {(key, one["expect"].get(key)) for one in OWN for key in ("answer", "severity", "type", "level")}
    assert {*product(["answer"], ANSWERS), *product(["severity"], SEVERITIES), *product(["type"], TYPES), *product(["level"], LEVELS)} <= seen


def test_a_third_ends_in_nothing_to_manage_and_the_rest_is_even() -> None:
    answers = Counter(one["expect"]["answer"] for one in OWN)
    assert sum(map(nothing_to_manage, OWN)) * 3 >= len(OWN)
    assert all(answers[name] * 4 >= len(OWN) for name in ANSWERS)
