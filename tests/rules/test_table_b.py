"""Table B of the domain reference: 32 activities for four roles, as a policy person can read them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from coi_app.domain.answers import Answers
from coi_app.rules.content import Content
from coi_app.rules.explain import assess
from tests.rules.test_scenarios import DAY

TABLE = tomllib.loads((Path(__file__).parent.parent / "scenarios" / "table_b.toml").read_text(encoding="utf-8"))


def test_the_table_is_whole(content: Content) -> None:
    political = [topic.id for topic in content.topics.values() if topic.category == "political" and not topic.flags & {"official", "at_work"}]
    assert [one["topic"] for one in TABLE["activity"]] == political
    assert all(list(one["levels"]) == list(TABLE["roles"]) for one in TABLE["activity"])
    assert len(political) * len(TABLE["roles"]) == 128


@pytest.mark.parametrize("role", TABLE["roles"])
@pytest.mark.parametrize("one", TABLE["activity"], ids=lambda one: one["topic"])
def test_an_activity_has_the_level_of_the_table(content: Content, one: dict[str, Any], role: str) -> None:
    answers = Answers.from_plain({**TABLE["usual"], **one.get("answers", {})})
    found = assess(content, one["topic"], Answers.from_plain(TABLE["roles"][role]), answers, DAY, with_changes=False)
    assert found.complete and found.neutrality
    assert found.neutrality.level.name == one["levels"][role]


@pytest.mark.parametrize("one", TABLE["activity"], ids=lambda one: one["topic"])
def test_a_more_careful_role_never_has_a_lower_level(one: dict[str, Any]) -> None:
    levels = list(one["levels"].values())
    assert levels == sorted(levels)
