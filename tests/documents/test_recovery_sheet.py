"""The page that a recovery key is kept on."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from coi_app.documents import preview
from coi_app.documents.recovery_sheet import recovery_sheet
from coi_app.domain.recovery_key import RecoveryKey
from tests.documents.reading import elements, text
from tests.documents.validity import failures

DAY = date(2026, 11, 24)
KEY = RecoveryKey(bytes(range(32)))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return recovery_sheet(KEY, DAY)


def key_on(pdf: bytes) -> RecoveryKey:
    """The key as it can be copied out of the page: the paragraphs that are made of groups."""
    parts = [one.text for one in elements(pdf) if one.role == "P" and one.text.count("-") == 6]
    return RecoveryKey.read(" ".join(parts))


@settings(max_examples=12, deadline=None)
@given(some.binary(min_size=32, max_size=32))
def test_any_key_can_be_read_off_its_one_page(secret: bytes) -> None:
    pdf = recovery_sheet(RecoveryKey(secret), DAY)
    assert preview.page_count(pdf) == 1
    assert key_on(pdf).secret == secret


def test_it_says_when_it_was_made_how_it_is_used_and_where_to_keep_it(pdf: bytes) -> None:
    said = text(pdf)
    assert "24 November 2026" in said or "24 Nov 2026" in said
    assert [one.text for one in elements(pdf) if one.role in ("H1", "H2")] == ["Recovery key", "The key", "How to use it", "How to keep it"]
    assert "Forgot passphrase?" in said and "house key" in said


def test_the_same_key_gives_the_same_bytes(pdf: bytes) -> None:
    assert recovery_sheet(KEY, DAY) == pdf


def test_it_is_valid(pdf: bytes) -> None:
    assert not failures(pdf)
