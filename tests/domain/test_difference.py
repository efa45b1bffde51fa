"""The difference of two versions: nothing where they say the same, and all that it takes to make one of the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from coi_app.domain.answers import Answers
from coi_app.domain.declaration import Interest, Version
from coi_app.domain.difference import AnswerChange, Difference, between

ids = st.uuids()
questions = st.sampled_from(["overlap", "when", "hours", "conduct"])
values = st.one_of(st.sampled_from(["none", "partly", "not_sure"]), st.integers(0, 3), st.lists(st.sampled_from(["a", "b"]), unique=True).map(tuple))
answers = st.dictionaries(questions, values, max_size=4).map(Answers)
words = st.sampled_from(["", "Pamphlets.", "Pamphlets on weekends."])


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Version, Version]:
    """Two versions that share some of their interests."""
    known = draw(st.lists(ids, min_size=1, max_size=4, unique=True))

    def version(number: int) -> Version:
        chosen = draw(st.lists(st.sampled_from(known), unique=True))
        interests = tuple(Interest(one, draw(st.sampled_from(["P07", "I-02"])), draw(answers), draw(words), draw(words)) for one in chosen)
        return Version(number, draw(st.sampled_from(["0" * 64, "1" * 64])), "2026.11", date(2026, 11, 23), draw(answers), None, interests)

    return version(1), version(2)


def applied(answers_before: Answers, changes: tuple[AnswerChange, ...]) -> dict[str, object]:
    """The answers with each change made; each finds what it says was there."""
    after: dict[str, object] = dict(answers_before)
    for change in changes:
        assert after.get(change.question) == change.before
        after[change.question] = change.after
    return {question: value for question, value in after.items() if value is not None}


def unordered(told: dict[str, object] | Answers) -> dict[str, object]:
    """Answers in which the order of the chosen cards says nothing."""
    return {question: frozenset(value) if isinstance(value, tuple) else value for question, value in told.items()}


def set_of(interests: tuple[Interest, ...]) -> dict[object, tuple[object, ...]]:
    return {(one.id, one.topic): (unordered(one.answers), one.words, one.seen_differently) for one in interests}


@given(pairs())
def test_a_version_does_not_differ_from_itself(pair: tuple[Version, Version]) -> None:
    one = pair[0]
    assert between(one, one) == Difference(1, 1)
    assert not between(one, one)
    signed = replace(one, signed_name="Example Person", signed_at=datetime(2026, 11, 23, tzinfo=UTC), place="when", day=date(2026, 12, 1))
    assert not between(one, signed), "signing says nothing else"


@given(pairs())
def test_the_difference_makes_the_later_of_the_earlier(pair: tuple[Version, Version]) -> None:
    before, after = pair
    found = between(before, after)
    assert unordered(applied(before.role, found.role)) == unordered(after.role)
    made = {(one.id, one.topic): one for one in before.interests if one not in found.removed}
    for change in found.changed:
        was = made[change.interest, change.topic]
        told = Answers(applied(was.answers, change.answers))  # type: ignore[arg-type]
        new_words = change.words.after if change.words else was.words
        otherwise = change.seen_differently.after if change.seen_differently else was.seen_differently
        made[change.interest, change.topic] = replace(was, answers=told, words=new_words, seen_differently=otherwise)
    assert set_of((*made.values(), *found.added)) == set_of(after.interests)
    assert found.content == (before.content_hash != after.content_hash)
    assert bool(found) == (set_of(before.interests) != set_of(after.interests) or unordered(before.role) != unordered(after.role))
