"""Reading interests that somebody described in a file: TOML or JSON, from a stranger or a script.

Everything is checked against the content before anything is assessed. An error names the place and never an answer.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from coi_app.domain.answers import NOT_SURE, Answers, Value
from coi_app.domain.errors import InputError
from coi_app.rules.content import Content, Question, QuestionTable

LARGEST_FILE = 100_000
"""Bytes: a hundred times what an interest needs, and little enough that no file keeps a parser busy for long."""

LARGEST_NUMBER = 10**12
MOST_INTERESTS = 50

Plain = Mapping[str, object]


@dataclass(frozen=True)
class DescribedInterest:
    """One interest as the file tells it."""

    topic: str
    answers: Answers
    words: str = ""


@dataclass(frozen=True)
class Described:
    """What a file holds: the day the result is for, the role, and one or more interests; the texts are for documents only."""

    day: date
    role: Answers
    interests: tuple[DescribedInterest, ...]
    person: str = ""
    manager: str = ""
    agency: str = ""
    id: str = ""


def describe(body: bytes, content: Content, today: date) -> Described:
    """What the bytes of a file describe, for `today` where they name no date; InputError names what is wrong."""
    table = parse(body)
    short = "interest" not in table
    names = {"date", "person", "manager", "agency", "id", "role"} | ({"topic", "words", "answers"} if short else {"interest"})
    refuse_unknown(table, names, "")
    role = answers_in(table, "role", "", content, "role")
    return Described(
        day=_day(table.get("date", today), "date"),
        role=role,
        interests=_interests(table, content, short=short),
        **{name: _text(table.get(name, ""), name) for name in ("person", "manager", "agency", "id")},
    )


def parse(body: bytes) -> Plain:
    """The bytes as a table, TOML and JSON told apart by how they begin."""
    text = decoded(body, LARGEST_FILE)
    form, read = ("JSON", _from_json) if text.lstrip().startswith("{") else ("TOML", _from_toml)
    try:
        table = read(text)
    except InputError:
        raise
    except (ValueError, RecursionError) as problem:
        raise InputError(f"The file is not {form}: {_where(problem)}.") from None
    if not table:
        raise InputError("The file is empty. It needs at least a topic.", "topic")
    return table


def decoded(body: bytes, most: int) -> str:
    """The bytes as text, if there are not too many of them and they are UTF-8."""
    if len(body) > most:
        raise InputError(f"This is larger than {most // 1000} kB, so it was not read.")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("This is not text in UTF-8.") from None


def _from_toml(text: str) -> Plain:
    return cast(Plain, tomllib.loads(text.replace("\r\n", "\n")))


def _from_json(text: str) -> Plain:
    return cast(Plain, json.loads(text, object_pairs_hook=_without_repeats))


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise InputError("The file says the same key twice in one place.")
    return found


def _where(problem: Exception) -> str:
    """What a parser found, without a word of what the file says."""
    if isinstance(problem, RecursionError):
        return "it is nested too deeply"
    if isinstance(problem, json.JSONDecodeError):
        return f"it breaks off at line {problem.lineno}, column {problem.colno}"
    place = str(problem).rpartition("(at ")[2].removesuffix(")")
    return f"it breaks off at {place}" if place.startswith("line ") else "it cannot be read to its end"


def refuse_unknown(table: Plain, names: set[str], place: str) -> None:
    """InputError for the first key that means nothing here: it is a slip of the pen, not a wish."""
    for name in table:
        if name not in names:
            raise InputError(f"There is no key {_shown(name)} here.", place + name[:60])


def _interests(table: Plain, content: Content, *, short: bool) -> tuple[DescribedInterest, ...]:
    if short:
        return (_interest(table, content, ""),)
    parts = table["interest"]
    if not isinstance(parts, list) or not parts:
        raise InputError("`interest` has to be a list of one or more tables.", "interest")
    parts = cast(list[object], parts)
    if len(parts) > MOST_INTERESTS:
        raise InputError(f"The file holds more than {MOST_INTERESTS} interests.", "interest")
    found: list[DescribedInterest] = []
    for number, part in enumerate(parts):
        place = f"interest[{number}]."
        whole = _table(part, place[:-1])
        refuse_unknown(whole, {"topic", "words", "answers"}, place)
        found.append(_interest(whole, content, place))
    return tuple(found)


def _interest(table: Plain, content: Content, place: str) -> DescribedInterest:
    if "topic" not in table:
        raise InputError("An interest needs a topic. `coi-app topics` lists them.", place + "topic")
    topic = _text(table["topic"], place + "topic")
    if topic not in content.topics:
        raise InputError(f"There is no topic {_shown(topic)}. `coi-app topics` lists them.", place + "topic")
    answers = answers_in(table, "answers", place, content, "answers")
    return DescribedInterest(topic, answers, _text(table.get("words", ""), place + "words"))


def answers_in(table: Plain, name: str, place: str, content: Content, kind: QuestionTable) -> Answers:
    """The answers in one table of a file, each checked against its question."""
    found: dict[str, Value] = {}
    for question_id, value in _table(table.get(name, {}), place + name).items():
        key = f"{place}{name}.{question_id[:60]}"
        question = content.questions.get(question_id)
        if question is None:
            raise InputError(f"There is no question {_shown(question_id)}.", key)
        if question.table != kind:
            right = "[role]" if question.table == "role" else "the answers of an interest"
            raise InputError(f"The question {_shown(question_id)} belongs in {right}.", key)
        found[question_id] = _value(question, value, key)
    return Answers(found)


def _value(question: Question, value: object, key: str) -> Value:
    """A value of the kind that its question takes; `not_sure` is one for every kind."""
    if value in (NOT_SURE, [NOT_SURE]):
        return NOT_SURE
    match question.kind:
        case "one":
            return _option(question, value, key)
        case "many":
            return _options(question, value, key)
        case "number":
            return _number(value, key)
        case "date":
            return _day(value, key).isoformat()
        case "text":
            return _text(value, key)


def _option(question: Question, value: object, key: str) -> str:
    if not isinstance(value, str):
        raise InputError("Here the id of one option is needed.", key)
    if value not in question.by_option:
        known = ", ".join([*question.by_option, NOT_SURE])
        raise InputError(f"The question {question.id!r} has no such option; it has {known}.", key)
    return value


def _options(question: Question, value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InputError("Here a list of the ids of options is needed; an empty one says none of these.", key)
    chosen = {_option(question, part, key) for part in cast(list[object], value)}
    return tuple(option for option in question.by_option if option in chosen)


def _number(value: object, key: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InputError("Here a whole number is needed.", key)
    if not 0 <= value <= LARGEST_NUMBER:
        raise InputError("The number is out of range.", key)
    return value


def _day(value: object, key: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass  # shaped like a date, but no day of any year: the same sentence serves
    raise InputError("Here a date is needed, as in 2026-11-23.", key)


def _text(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise InputError("Here a text is needed.", key)
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t" for c in value):
        raise InputError("The text holds a character that cannot be shown.", key)
    return value


def _table(value: object, key: str) -> Plain:
    if not isinstance(value, dict):
        raise InputError("Here a table is needed.", key)
    return cast(Plain, value)


def _shown(name: str) -> str:
    """An unknown id as an error may show it: quoted, short, on one line."""
    return repr(name[:60])
