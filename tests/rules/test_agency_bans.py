"""No text of an agency takes away what is everyone's right, in whatever form it is put; what only sounds like it is left alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coi_app.paths import resources
from coi_app.rules.agency_bans import banned
from coi_app.rules.agency_limits import layer_findings
from coi_app.rules.agency_words import read_limits, texts
from coi_app.rules.content import Content
from tests.rules.agency_layers import example_files, layer_of, spoilt

CASES = tomllib.loads((Path(__file__).parent / "agency_bans.toml").read_text("utf-8"))
LIMITS = read_limits(resources())
EXPECTED = "Say it before a visit is planned, not on the morning of it. Then a colleague can take it without any fuss."

FORMS = (
    "You may not {}.", "Staff must not {}.", "You cannot {}.", "You can't {}.", "Please do not {}.", "Don't {}.", "Never {}.", "Nobody here may {}.", "We ask you not to {}.", "Staff are not to {}.",
    "You should never {}.", "We expect that you do not {}.", "No staff member may {}.", "It is not acceptable to {}.", "You mustn’t {}, and that is that.",
)
ACTS = (
    "march", "join a protest", "speak at rallies", "stand for council", "run for mayor", "hand out pamphlets", "sign a petition", "talk to the media", "criticise the government", "post about politics",
    "complain to the Ombudsman", "bring a support person", "talk to your union delegate", "raise concerns", "vote", "write to your MP", "go on the hīkoi", "take part in a campaign", "look for other work",
)


@pytest.mark.parametrize("text", CASES["takes_away"])
def test_a_ban_on_what_is_everyones_right_is_told_with_how_to_mend_it(text: str, content: Content) -> None:
    layer = layer_of(spoilt("expectations.toml", EXPECTED, text))
    found = [finding for finding in layer_findings(content, layer, LIMITS) if finding.key == "expectation[x-before-the-visit].words"]
    assert found, text
    assert all(finding.mend.endswith(".") for finding in found)


@pytest.mark.parametrize("text", CASES["leaves_it"])
def test_what_leaves_the_right_as_it_is_is_left_alone(text: str) -> None:
    assert [part for part, _ in banned(text, LIMITS.freedoms)] == []


@given(form=st.sampled_from(FORMS), act=st.sampled_from(ACTS), loud=st.booleans())
def test_every_form_with_every_right_is_a_ban(form: str, act: str, loud: bool) -> None:
    text = form.format(act)
    assert list(banned(text.upper() if loud else text, LIMITS.freedoms)), text


@given(act=st.sampled_from(ACTS), freed=st.sampled_from(("Nobody may ask you not to {}.", "You do not have to tell us that you {}.", "We do not mind whether you {}.", "You are free to {}.", "You can always {}.")))
def test_what_frees_is_no_ban(act: str, freed: str) -> None:
    assert not list(banned(freed.format(act), LIMITS.freedoms))


def test_it_is_found_in_every_text_of_a_layer(content: Content) -> None:
    for spoken in texts(layer_of(example_files())):
        if not spoken.asking:
            continue  # the names of the agency, its sources and its contacts are short, and looked at by the same check
        changed = layer_of(spoilt(spoken.file, f'"{spoken.words}"', f'"You may not vote. {spoken.words}"'))
        assert any("'may not vote'" in finding.problem for finding in layer_findings(content, changed, LIMITS)), spoken


def test_a_rule_for_some_roles_can_limit_politics_and_nothing_that_is_always_free() -> None:
    assert not list(banned("While you count the votes of others, you do not campaign.", [one for one in LIMITS.freedoms if not one.always], for_some_roles=True))
    assert list(banned("You may not complain to the Ombudsman.", LIMITS.freedoms, for_some_roles=True))
    assert not list(banned("You may not stand for council.", LIMITS.freedoms, for_some_roles=True))
