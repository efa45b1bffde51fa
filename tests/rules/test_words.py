"""The words of the content: found by everyday words, short and without orders, and a warning that is measured."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coi_app.paths import resources
from coi_app.rules.content import Content
from coi_app.rules.notice import telling_parts
from coi_app.rules.search import TopicSearch

HERE = Path(__file__).parent
NOT_PROSE = {"id", "search", "source", "tracks", "flags", "topic", "synonyms", "phrases", "role_words", "address", "title_id", "made_from"}
ORDERS = re.compile(r"\b(approv|refus|permi(t|ssion)|allowed|forbid|prohibit)", re.IGNORECASE)
PLAIN_MAORI = re.compile(r"\b(whanau|hikoi|korero|maori|panui|kaumatua|hapu|pakeha|ropu|tuhoe)\b", re.IGNORECASE)


def cases(name: str) -> list[dict[str, Any]]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))["case"]


def prose(value: object, key: str = "") -> Iterator[str]:
    """Every text that a person reads, in one parsed content file."""
    if isinstance(value, str) and key not in NOT_PROSE:
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in NOT_PROSE:
                yield from prose(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from prose(part, key)


def files() -> list[Path]:
    found = [p for p in sorted((resources() / "content").rglob("*.toml")) if p.name not in ("notice.toml", "synonyms.toml", "plain.toml")]
    assert len(found) >= 12
    return found


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_sentences_are_short_give_no_orders_and_carry_macrons(path: Path) -> None:
    for text in prose(tomllib.loads(path.read_text(encoding="utf-8"))):
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            assert len(re.findall(r"[\w'’-]+", sentence)) <= 25, sentence
        assert not ORDERS.search(text), text
        assert not PLAIN_MAORI.search(text), text


def test_everyday_words_lead_to_the_topic(content: Content) -> None:
    search = TopicSearch(content)
    looked_for = cases("search_cases.toml")
    places = [[found.topic.id for found in search.find(case["words"])] for case in looked_for]
    missed = [case["words"] for case, place in zip(looked_for, places, strict=True) if case["topic"] not in place[:3]]
    first = sum(place[:1] == [case["topic"]] for case, place in zip(looked_for, places, strict=True))
    assert not missed
    assert first >= 0.9 * len(looked_for)


def test_the_warning_finds_what_tells_and_leaves_the_rest_alone(content: Content, record_property: Any) -> None:
    parties = [word for word in content.notice.words if word.endswith(" party")]
    assert parties
    told: list[bool] = []
    rest: list[bool] = []
    for case in cases("notice_cases.toml"):
        written = {case["words"].replace("{party}", party.title()) for party in parties}
        noticed = [bool(telling_parts(content, text)) for text in written]
        (told if case["tells"] else rest).append(all(noticed) if case["tells"] else any(noticed))
    record_property("found", f"{sum(told)} of {len(told)}")
    record_property("false alarms", f"{sum(rest)} of {len(rest)}")
    assert sum(told) >= 0.9 * len(told)
    assert sum(rest) <= 0.05 * len(rest)


def test_no_party_is_named_outside_the_one_file(content: Content) -> None:
    names = [word for word in content.notice.words if word.endswith(" party")]
    for path in files():
        text = path.read_text(encoding="utf-8").lower()
        assert not [name for name in names if name in text], path.name
