"""Search, asked as people speak: sets of phrases by somebody who had not seen the search words, and words misspelt."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coi_app.rules.content import Content
from coi_app.rules.search import TopicSearch

HERE = Path(__file__).parent
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module")
def search(content: Content) -> TopicSearch:
    return TopicSearch(content)


def share_found(search: TopicSearch, name: str) -> float:
    """The share of phrases for which a right topic is among the first three. Which ones are missed is not told."""
    phrases = tomllib.loads((HERE / name).read_text(encoding="utf-8"))["phrase"]
    return sum(bool(set(phrase["topics"]) & set(first_three(search, phrase["says"]))) for phrase in phrases) / len(phrases)


def first_three(search: TopicSearch, words: str) -> list[str]:
    return [found.topic.id for found in search.find(words)[:3]]


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("phrases_tuning.toml", 0.97), ("phrases_tuning_more.toml", 0.97), ("phrases_tuning_new.toml", 0.97), ("phrases_tuning_further.toml", 0.97),
        ("phrases_held_out.toml", 0.95),
    ],
)
def test_phrases_as_people_say_them_find_their_topic(search: TopicSearch, name: str, least: float, record_property: Callable[[str, Any], None]) -> None:
    share = share_found(search, name)
    record_property(name, f"{share:.1%}")
    assert share >= least


def misspelt(word: str, by: random.Random) -> str:
    """The word with one slip of the fingers: a letter left out, doubled, swapped with the next, or wrong."""
    place = by.randrange(len(word))
    before, letter, after = word[:place], word[place], word[place + 1 :]
    slips = (before + after, before + letter * 2 + after, before + after[:1] + letter + after[1:], before + by.choice(LETTERS) + after)
    return by.choice(slips)


def test_one_slip_of_the_fingers_still_finds_the_topic(content: Content, search: TopicSearch, record_property: Callable[[str, Any], None]) -> None:
    by = random.Random(20261123)
    found = tried = 0
    for topic in content.topics.values():
        for words in topic.search[:8]:
            if topic.id not in first_three(search, words):
                continue
            longest = max(words.split(), key=len)
            if len(longest) < 5:
                continue
            tried += 1
            found += topic.id in first_three(search, words.replace(longest, misspelt(longest, by)))
    record_property("misspelt", f"{found} of {tried}")
    assert found >= 0.9 * tried


@pytest.mark.parametrize(
    ("bare", "written"), [("hikoi", "hīkoi"), ("korero with whanau about the election", "kōrero with whānau about the election"), ("takoha from a supplier", "tākoha from a supplier")]
)
def test_a_missing_macron_changes_nothing(search: TopicSearch, bare: str, written: str) -> None:
    assert search.find(bare) == search.find(written)


def test_a_sentence_is_understood_by_what_stands_together_in_it(search: TopicSearch) -> None:
    assert search.find("my wife works for a company that bids for our contracts")[0].topic.id == "I-04"
    assert search.find("my wife and I keep shares in a company")[0].topic.id == "I-01"


@pytest.mark.parametrize("words", ["", "   ", "qqqq", "?!", "the of and", "0", "zxqv wkjp", "\x00", "ā" * 5000])
def test_nothing_is_found_where_nothing_was_said(search: TopicSearch, words: str) -> None:
    assert search.find(words) == ()


def test_whose_gift_and_whose_conflict_is_heard_from_the_little_words(search: TopicSearch) -> None:
    assert search.find("can i give my manager a bottle of wine")[0].topic.id == "I-18"
    assert "I-18" not in first_three(search, "a supplier gave me a bottle of wine")
    assert "I-19" in first_three(search, "my manager wants his brother to win the contract")
    assert "I-19" not in first_three(search, "my brother wants to win the contract")


@pytest.mark.parametrize("said", ["afterwards", "today", "winter", "certain", "nipping", "june"])
def test_a_common_word_is_taken_for_no_other(search: TopicSearch, said: str) -> None:
    assert search.find(said) == ()


@pytest.mark.parametrize("said", ["my boss didnt declare it", "my boss didn't declare it", "my boss did not declare it"])
def test_short_forms_are_read_without_their_apostrophe(search: TopicSearch, said: str) -> None:
    assert first_three(search, said)[0] == "I-19"


@pytest.mark.parametrize(("said", "topic"), [("standing for mayer", "P17"), ("emploier of my brother bids", "I-04"), ("sending a leter to the editer", "P28")])
def test_a_near_word_that_sounds_alike_is_the_one_that_was_meant(search: TopicSearch, said: str, topic: str) -> None:
    assert first_three(search, said)[0] == topic
