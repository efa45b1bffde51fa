"""Everyday words as content: a meaning may hold other meanings, and a slip in that is told by file and key."""

from __future__ import annotations

import pytest

from coi_app.domain.errors import ContentError
from coi_app.rules.everyday import read_everyday, words

NAME = "content/en-NZ/synonyms.toml"


def test_a_meaning_has_the_words_of_those_that_it_names_once_each() -> None:
    written = '[concepts]\nkin = "sister, nan"\nclose = "@kin, friend, nan"\nanyone = "@close, stranger"\n'
    meanings = read_everyday({NAME: written.encode()}).meanings
    assert meanings["close"] == ("sister", "nan", "friend")
    assert meanings["anyone"] == ("sister", "nan", "friend", "stranger")


@pytest.mark.parametrize("written", ['close = "@kin, friend"', 'close = "@kin"\nkin = "@close"', 'close = "@close"'])
def test_a_meaning_that_names_none_or_itself_is_told(written: str) -> None:
    with pytest.raises(ContentError) as told:
        read_everyday({NAME: f"[concepts]\n{written}\n".encode()})
    assert NAME in str(told.value)
    assert "leads back to itself" in str(told.value)


@pytest.mark.parametrize(
    ("said", "read"),
    [("the applicant won't", "the applicant will not"), ("a vacant desk", "a vacant desk"), ("she cant, he can't", "she can not he can not"), ("he's mum's, I'm hers", "he mum i am hers"), ("Thats 20k", "that 20 thousand")],
)
def test_short_forms_are_read_in_full_and_other_words_left_alone(said: str, read: str) -> None:
    assert words(said) == read.split()
