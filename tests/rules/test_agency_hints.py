"""A ban that is only hinted at, or a protected question that is not put as one, is told to the author of an agency's texts; what only looks alike is not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from coi_app.paths import resources
from coi_app.rules.agency_limits import layer_findings
from coi_app.rules.agency_words import read_limits
from coi_app.rules.content import Content
from coi_app.rules.written import Finding
from tests.rules.agency_layers import layer_of, spoilt

HERE = Path(__file__).parent
LIMITS = read_limits(resources())
EXPECTED = "Say it before a visit is planned, not on the morning of it. Then a colleague can take it without any fuss."
KEY = "expectation[x-before-the-visit].words"


def _table(name: str) -> dict[str, list[str]]:
    return tomllib.loads((HERE / f"agency_hints_{name}.toml").read_text("utf-8"))


def _found(content: Content, text: str) -> list[Finding]:
    return [one for one in layer_findings(content, layer_of(spoilt("expectations.toml", EXPECTED, text)), LIMITS) if one.key == KEY]


TUNING = _table("tuning")


@pytest.mark.parametrize("text", TUNING["hints"])
def test_a_hint_is_told_with_its_file_its_key_the_words_and_how_to_mend_it(text: str, content: Content) -> None:
    found = _found(content, text)
    assert found, text
    assert all(one.file.endswith("expectations.toml") and "'" in one.problem and one.mend.endswith(".") for one in found)


@pytest.mark.parametrize("text", TUNING["harmless"])
def test_what_only_looks_like_a_hint_is_left_alone(text: str, content: Content) -> None:
    assert _found(content, text) == []


# What is caught today. The held-out table was written in the same hour and by the same hand as the first families, so its share flatters them; the later
# families are tuned with the further one. The last was written to be hard when all stood, and is the honest measure: about a third of hints put in new
# words are told, and one in four harmless sentences is told too, most of them by older lists (a union by name, a negated march). A person reads the texts as well.
@pytest.mark.parametrize(("name", "caught", "wrongly"), [("held_out", 16, 1), ("further", 18, 1), ("last", 7, 5)])
def test_of_hints_in_other_words_so_many_are_told(name: str, caught: int, wrongly: int, content: Content) -> None:
    table = _table(name)
    assert sum(bool(_found(content, text)) for text in table["hints"]) >= caught
    assert sum(bool(_found(content, text)) for text in table["harmless"]) <= wrongly
