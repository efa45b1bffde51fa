"""Files from strangers, made up by the machine: what comes out is a description or one sentence, and nothing else."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from coi_app.domain.answers import NOT_SURE
from coi_app.domain.errors import InputError
from coi_app.paths import resources
from coi_app.rules.explain import assess
from coi_app.rules.loader import load_folder
from coi_app.services.describe import Described, describe

CONTENT = load_folder(resources())
TODAY = date(2026, 11, 23)

NAMES = st.sampled_from(["date", "person", "role", "interest", "topic", "words", "answers", "id", *CONTENT.questions, "x", ""])
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from([*CONTENT.topics, NOT_SURE, "2026-11-23", *(o for q in CONTENT.questions.values() for o in q.by_option)]),
)
ANYTHING = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6), max_leaves=20)


def come_to(body: bytes) -> Described | None:
    try:
        return describe(body, CONTENT, TODAY)
    except InputError as told:
        assert str(told).endswith((".", "?"))
        return None


@given(st.binary(max_size=400))
@example(b"\xff\xfe{")
@example(b"a" * 200_000)
def test_any_bytes_come_to_a_description_or_a_sentence(body: bytes) -> None:
    come_to(body)


@given(st.dictionaries(NAMES, ANYTHING, max_size=6))
def test_any_table_comes_to_a_description_or_a_sentence(table: dict[str, object]) -> None:
    come_to(json.dumps(table).encode())


@st.composite
def described_interests(draw: st.DrawFn) -> dict[str, object]:
    """A file that is right in every part, with any answers to any questions."""
    table: dict[str, dict[str, object]] = {"role": {}, "answers": {}}
    for question in draw(st.lists(st.sampled_from(list(CONTENT.questions.values())), unique_by=lambda q: q.id, max_size=20)):
        options = list(question.by_option)
        kinds = {
            "one": st.sampled_from([*options, NOT_SURE]),
            "many": st.just(NOT_SURE) | st.lists(st.sampled_from(options or [""]), unique=True) if options else st.just(NOT_SURE),
            "number": st.integers(0, 10**6),
            "date": st.dates().map(date.isoformat),
            "text": st.text(alphabet="abc āēīōū\n", max_size=30),
        }
        table[question.table][question.id] = draw(kinds[question.kind] if options or question.kind not in ("one", "many") else st.just(NOT_SURE))
    return {"topic": draw(st.sampled_from(list(CONTENT.topics))), "date": draw(st.dates()).isoformat(), **table}


@given(described_interests())
def test_what_is_right_is_taken_as_it_is_and_assessed(table: dict[str, object]) -> None:
    described = describe(json.dumps(table).encode(), CONTENT, TODAY)
    (interest,) = described.interests
    assert described.day.isoformat() == table["date"]
    assert (set(described.role), set(interest.answers)) == (set(table["role"]), set(table["answers"]))  # type: ignore[call-overload]
    result = assess(CONTENT, interest.topic, described.role, interest.answers, described.day)
    assert result.complete == (not result.unanswered)
    if not result.complete:
        assert result.answer is None
