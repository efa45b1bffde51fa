"""The page that says there is nothing to declare."""

from datetime import date

import pytest

from coi_app import paths
from coi_app.documents import preview
from coi_app.rules.loader import load_folder
from coi_app.services import conversation
from coi_app.services.conversation import Named
from tests.documents.reading import elements, text
from tests.documents.validity import failures

NAMED = Named("Hana Rāwiri", "Adviser", "Mereana Pōtiki", "Te Tari")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return conversation.nothing_pdf(conversation.guide(load_folder(paths.resources()), NAMED, date(2026, 11, 23), (), "D-1-1"))


def test_it_says_so_on_one_page_under_the_persons_name(pdf: bytes) -> None:
    assert preview.page_count(pdf) == 1
    said = text(pdf)
    assert "I have nothing to declare today" in said
    assert "Hana Rāwiri" in said
    assert [one.text for one in elements(pdf) if one.role == "H1"] == ["Nothing to declare"]


def test_the_same_statement_gives_the_same_bytes(pdf: bytes) -> None:
    again = conversation.nothing_pdf(conversation.guide(load_folder(paths.resources()), NAMED, date(2026, 11, 23), (), "D-1-1"))
    assert again == pdf


def test_it_is_valid(pdf: bytes) -> None:
    assert not failures(pdf)
