"""What others wrote is told on one line, with nothing in it that steers, and never without end."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coi_app.domain.errors import ContentError
from coi_app.domain.legible import LONGEST, LONGEST_WORD, in_short, legible


@given(st.text())
def test_nothing_in_it_steers_what_shows_it(text: str) -> None:
    for said in (legible(text), in_short(text), str(ContentError(text, text, text))):
        assert not [c for c in said if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Z"))), st.integers(1, 20_000))
def test_it_never_goes_on_without_end(text: str, times: int) -> None:
    said = in_short(text * times)
    assert len(said) <= 2 * LONGEST
    assert all(len(word) < LONGEST_WORD for word in said.split())


@pytest.mark.parametrize("text", ["floor[hidden-help].when", "there is no source 'code-neutrality'", "Ngā mihi, kei te pai. “Said” 5 × 2…"])
def test_a_plain_text_stays_as_it_is(text: str) -> None:
    assert in_short(text) == legible(text) == text


def test_what_was_cut_says_how_long_it_was() -> None:
    assert in_short("no id " + "a" * 10_000) == f"no id {'a' * 60}… (10000 characters)"
    assert in_short("a " * 10_000).endswith("… (20000 characters)")
