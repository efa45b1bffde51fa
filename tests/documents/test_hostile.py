"""Texts that nobody should write, in a guide: they render, they validate, they stay what they are."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coi_app.documents.conversation import conversation_guide
from coi_app.documents.preview import page_count
from tests.documents.guides import PAMPHLETS, SIMPLE
from tests.documents.reading import text
from tests.documents.validity import failures

TEXTS = {
    "ten thousand characters": "Nobody reads all of this, āēīōū. " * 300,
    "no spaces": "pūkeko" * 1700,
    "right to left": "שלום עולם, זה מה שאני רוצה לעשות. مرحبا بالعالم",
    "emoji": "A march 🎉🎉 with 👩‍👩‍👧 and a flag 🇳🇿 ✔️ 🙂",
    "other scripts": "中文字 日本語のテキスト ไทย हिन्दी ꧁",
    "control characters": "a\x00b\x07c\x1b[31md\u202eevil\u202c\u200b\ufeff\x7f\x85e\u2028f",
    "markup": "<b>bold</b> &amp; <a href='x'>link</a> <onDraw name='x'/> %(day)s {day} \\x ]]> (Tj) BDC EMC",
    "lone surrogates": "before \ud800 between \udfff after",
    "private use": "\ue000\uf8ff\U000f0000",
    "only line ends": "\n" * 10_000,
    "many short lines": "a\n" * 3_000,
    "stacked marks": "z" + "\u0301\u0316" * 500,
    "one enormous word": "W" * 10_000,
    "spaces alone": " " * 10_000,
    "decomposed macrons": "wha\u0304nau Ma\u0304ori",
    "a bidi bomb": "\u202e\u2066\u2067" * 3_000 + "end",
}


def with_text(words: str) -> bytes:
    interest = replace(PAMPHLETS, words=words, seen_differently=words, title=words[:500], answers=(replace(PAMPHLETS.answers[0], answered=words),))
    return conversation_guide(replace(SIMPLE, interests=(interest,), person=words[:500], manager=words[:500], document_id=words[:200]))


@pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS.keys())
def test_any_text_makes_a_valid_document(words: str) -> None:
    pdf = with_text(words)
    assert not failures(pdf)
    assert page_count(pdf) >= 2
    assert pdf == with_text(words)


def test_markup_is_only_what_it_looks_like() -> None:
    assert TEXTS["markup"] in text(with_text(TEXTS["markup"]))


def test_a_long_text_is_there_to_its_end() -> None:
    assert " ".join(TEXTS["ten thousand characters"].split()) in text(with_text(TEXTS["ten thousand characters"]))
    assert TEXTS["no spaces"] in text(with_text(TEXTS["no spaces"]))


def test_what_the_font_lacks_is_read_aloud_as_it_was_written() -> None:
    found = text(with_text("שלום 🎉 中文"))
    for words in ("שלום", "🎉", "中文"):
        assert words in found


def test_macrons_are_composed() -> None:
    assert "whānau Māori" in text(with_text(TEXTS["decomposed macrons"]))


@settings(max_examples=15)
@given(st.text(max_size=400))
def test_whatever_is_typed_renders_and_stays_in_the_text(words: str) -> None:
    found = text(with_text(words))
    seen = [w for w in unicodedata.normalize("NFC", words).split() if w.isascii() and w.isprintable() and len(w) < 30]
    for word in seen:
        assert word in found
