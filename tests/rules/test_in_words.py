"""A condition reads as it works: each kind in words, bounds of one scale said as one, and nothing that content can write without words."""

import pytest

from coi_app.domain.rulebook import Point
from coi_app.rules.conditions import parse
from coi_app.rules.content import Content
from coi_app.rules.in_words import InWords

LEAVES = {
    "a card": ({"question": "employment", "is": "school"}, "the answer to “Who do you work for, and how?” (⟦question employment⟧) is “A school”"),
    "not a card": ({"not": {"question": "employment", "is": "school"}}, "the answer to “Who do you work for, and how?” (⟦question employment⟧) is not “A school”"),
    "one of two": ({"question": "employment", "any_of": ["school", "defence"]}, "the answer to “Who do you work for, and how?” (⟦question employment⟧) is “A school” or “The Defence Force”"),
    "neither": ({"not": {"question": "employment", "any_of": ["school", "defence"]}}, "the answer to “Who do you work for, and how?” (⟦question employment⟧) is neither “A school” nor “The Defence Force”"),
    "not sure": ({"question": "employment", "is": "not_sure"}, "the answer to “Who do you work for, and how?” (⟦question employment⟧) is “Not sure”"),
    "a level": ({"scale": "level", "at_least": 3}, "the level is at least L3 “Agree a plan first”"),
    "below a level": ({"not": {"scale": "level", "at_least": 3}}, "the level is at most L2 “Talk first”"),
    "the highest": ({"scale": "severity", "at_least": 3}, "the severity is “Significant”"),
    "the lowest": ({"scale": "severity", "below": 1}, "the severity is “Nothing to manage”"),
    "more than there is": ({"scale": "level", "at_least": 9}, "the level is higher than any step it has"),
    "a count": ({"scale": "not_sure", "at_least": 1}, "at least one answer is “Not sure”"),
    "no count": ({"scale": "not_sure", "below": 1}, "no answer is “Not sure”"),
    "a track": ({"not": {"track": "conflict_of_interest"}}, "the topic is not looked at for conflict of interest"),
    "a mark": ({"flag": "nobodys_business"}, "the topic is marked “nobody’s business” (⟦mark nobodys_business⟧)"),
    "a topic": ({"topic": "P01"}, "the topic is “Voting and enrolling” (P01)"),
    "answered": ({"question": "employment", "answered": True}, "“Who do you work for, and how?” (⟦question employment⟧) has an answer, and not “Not sure”"),
    "not answered": ({"not": {"question": "employment", "answered": True}}, "“Who do you work for, and how?” (⟦question employment⟧) has no answer, or “Not sure”"),
    "two at once": ({"all": [{"scale": "level", "at_least": 2}, {"scale": "level", "below": 3}]}, "the level is L2 “Talk first”"),
    "from to": ({"all": [{"scale": "level", "at_least": 1}, {"scale": "level", "below": 4}]}, "the level is from L1 “Fine, keep it separate from work” to L3 “Agree a plan first”"),
    "two": ({"any": [{"track": "conflict_of_interest"}, {"scale": "stops", "at_least": 1}]}, "the topic is looked at for conflict of interest, or a stop or conduct test applies"),
    "neither of two": (
        {"not": {"any": [{"track": "conflict_of_interest"}, {"scale": "stops", "at_least": 1}]}}, "the topic is not looked at for conflict of interest, and no stop or conduct test applies",
    ),
}


@pytest.mark.parametrize(("written", "words"), LEAVES.values(), ids=LEAVES.keys())
def test_a_condition_reads_as_it_works(content: Content, written: object, words: str) -> None:
    assert InWords(content).when(parse(written)) == Point(words)


def test_several_parts_are_points_under_what_joins_them(content: Content) -> None:
    parts = [{"track": "political_neutrality"}, {"scale": "stops", "at_least": 1}, {"any": [{"flag": "party"}, {"flag": "gift"}, {"flag": "local"}]}]
    said = InWords(content).when(parse({"all": parts}))
    assert said.words == "all of these hold"
    assert [point.words for point in said.points] == ["the topic is looked at for political neutrality", "a stop or conduct test applies", "at least one of these holds"]
    assert len(said.points[2].points) == 3
    denied = InWords(content).when(parse({"not": {"all": parts}}))
    assert (denied.words, denied.points) == ("not all of these hold together", said.points)


def test_no_condition_is_always(content: Content) -> None:
    assert InWords(content).when(None) == Point("always")
