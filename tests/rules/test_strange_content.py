"""Content that means harm or has lost its way: ids and keys without end, characters that steer, conditions nested without end."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from coi_app.domain.errors import ContentError
from coi_app.paths import resources
from coi_app.rules.agency_check import check_agency
from coi_app.rules.agency_loading import with_agency
from coi_app.rules.bundle import read_folder
from coi_app.rules.checks import check
from coi_app.rules.content import Content
from coi_app.rules.proving.prove import QUICK
from coi_app.rules.written import Finding
from tests.rules.agency_layers import put, spoilt

BUNDLE = read_folder(resources())
HELD = 'when = { all = [{ flag = "gift" }, { question = "gift_state", is = "accepted" }] }'
STOPS, STOP = "rules/stops.toml", 'when = { question = "conduct", is = "work_resources" }'
STRANGE = {
    "ten thousand characters": "x-" + "a" * 10_000, "sixty-one after its mark": "x-" + "a" * 61, "a bell": "x-\\u0007", "a line's end": "x-a\\n", "text that runs the other way": "x-\\u202eabc",
    "a blank": "x-a b", "a capital": "x-A", "an escape": "x-\\u001b[2Jgone", "nothing after its mark": "x-", "nothing": "", "half of a character's name": "x-\\u200b",
}


def nested(depth: int, kind: str) -> str:
    """A condition with others inside it."""
    start, end = {"not": ("{ not = ", " }"), "all": ("{ all = [", "] }"), "any": ("{ any = [", "] }")}[kind]
    return f'when = {start * depth}{{ flag = "gift" }}{end * depth}'


def is_told_well(finding: Finding) -> bool:
    """Whether a finding is short, on one line, with nothing in it that steers, and says how to mend it."""
    said = f"{finding} {finding.mend}"
    return len(said) < 700 and finding.mend.endswith(".") and not [c for c in said if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")]


@pytest.mark.parametrize("name", STRANGE.values(), ids=STRANGE.keys())
@pytest.mark.parametrize(("file", "right"), [("rules.toml", 'id = "x-swap-the-visit"'), ("questions.toml", 'id = "x-inspect"'), ("questions.toml", 'id = "team"'), ("sources.toml", 'id = "x-code"')])
def test_a_strange_id_of_an_agency_is_told_in_short(name: str, file: str, right: str, tmp_path: Path, content: Content) -> None:
    wrong = name.removeprefix("x-") if "team" in right and name != "x-" else name
    place = put(spoilt(file, right, f'id = "{wrong}"'), tmp_path / "ours")
    found = check_agency(BUNDLE, place, resources(), QUICK).checked.findings
    assert found and all(is_told_well(finding) for finding in found), found
    with pytest.raises(ContentError) as told:
        with_agency(content, BUNDLE, place, resources())
    assert len(str(told.value)) < 700 and str(told.value).isprintable()


@pytest.mark.parametrize("key", ["k" * 9_000, "\\u202ekey", "a\\nb", "a b " * 3_000])
def test_a_strange_key_is_told_in_short(key: str, tmp_path: Path) -> None:
    found = check_agency(BUNDLE, put(spoilt("rules.toml", "level = 3", f'level = 3\n"{key}" = 1'), tmp_path / "ours"), resources(), QUICK).checked.findings
    assert [finding.problem for finding in found] == ["is not a known key"]
    text = BUNDLE[STOPS].decode().replace("because =", f'"{key}" = 1\nbecause =', 1)
    found = (*found, *check({**BUNDLE, STOPS: text.encode()}, resources() / "schemas", depth=QUICK).findings)
    assert len(found) == 2 and all(len(finding.key) < 1_600 and finding.key.isprintable() for finding in found)


@pytest.mark.parametrize("kind", ["not", "all", "any"])
@pytest.mark.parametrize("depth", [13, 30, 300, 3_000])
def test_conditions_without_end_are_told_in_a_sentence(kind: str, depth: int, tmp_path: Path, content: Content) -> None:
    place = put(spoilt("rules.toml", HELD, nested(depth, kind)), tmp_path / "ours")
    for found in (
        check_agency(BUNDLE, place, resources(), QUICK).checked.findings,
        check({**BUNDLE, STOPS: BUNDLE[STOPS].decode().replace(STOP, nested(depth, kind)).encode()}, resources() / "schemas", depth=QUICK).findings,
    ):
        assert len(found) == 1 and is_told_well(found[0]), found
        assert "one inside the other" in f"{found[0].problem} {found[0].mend}"
    with pytest.raises(ContentError):
        with_agency(content, BUNDLE, place, resources())
