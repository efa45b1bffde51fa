"""Both papers name whoever decides by the person's role, also where they sign: never a manager to those who have none."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from coi_app.domain.answers import Answers
from coi_app.domain.declaration import Interest
from coi_app.paths import resources
from coi_app.rules.content import Content
from coi_app.rules.explain import assess
from coi_app.rules.loader import load_folder
from coi_app.services.conversation import Named, guide, nothing_pdf, pdf
from tests.documents.reading import text
from tests.rules.test_scenarios import scenarios

DAY = date(2026, 11, 24)
SIGNS = {
    "board_member": "Chair", "board_chair": "Board", "tribunal": "Head of your tribunal", "chief_executive": "Board or the Commissioner", "school": "Principal",
    "contractor": "Manager of your contract", "ministerial_staff": "Head of your Minister's office", "panel_member": "Chair of your panel",
    "council_member": "Mayor or chair", "applicant": "Those who choose you", "left": "Former agency", "defence": "Manager",
}
NO_MANAGER = re.compile(r"\b(your|the) manager\b(?! of)", re.IGNORECASE)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_folder(resources())


def severe() -> dict[str, Any]:
    return next(one.values[0] for one in scenarios() if one.values[0]["topic"].startswith("I") and len(one.values[0]["answers"]) > 7)


@pytest.mark.parametrize("employment", SIGNS)
def test_the_head_and_the_sign_off_name_whoever_decides(content: Content, employment: str) -> None:
    one = severe()
    role, answers = Answers.from_plain({**one["role"], "employment": employment}), Answers.from_plain(one["answers"])
    result = assess(content, one["topic"], role, answers, DAY)
    assert result.complete
    made = guide(content, Named("A person", "", "Someone else", ""), DAY, [(Interest(UUID(int=1), one["topic"], answers), result)])
    signed = text(pdf(made))
    alone = text(nothing_pdf(guide(content, Named(), DAY, [], role=role)))
    for said in (signed, alone):
        assert said.count(SIGNS[employment]) >= 2
        assert employment == "defence" or not NO_MANAGER.search(said)
        assert not re.search(r"^Manager( Someone else)?$", said, re.MULTILINE) or employment == "defence"


def test_who_looks_a_second_time_is_named_by_the_role(content: Content) -> None:
    for decider in content.deciders:
        assert decider.title[0].isupper()
        assert not decider.title.startswith(("Your ", "The "))
