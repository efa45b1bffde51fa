"""A case from a file or another program: what it says, checked against the content, nothing trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coi_app.domain.answers import NOT_SURE, Answers, Value
from coi_app.domain.errors import InputError
from coi_app.rules.content import Content, Question

LONGEST_TEXT = 10_000
"""Characters of a free text."""

_TOP = ("date", "person", "manager", "agency", "id", "role", "interest", "topic", "answers", "words")


@dataclass(frozen=True)
class CaseInterest:
    """One interest of a case."""

    topic: str
    answers: Answers
    words: str = ""


@dataclass(frozen=True)
class Case:
    """A whole case: the day the result is for, the role, and one or more interests."""

    day: date
    role: Answers
    interests: tuple[CaseInterest, ...]
    person: str = ""
    manager: str = ""
    agency: str = ""
    id: str = ""


def read_case(content: Content, plain: object) -> Case:
    """The case that a parsed TOML or JSON file describes; InputError names the key that has to change."""
    if not isinstance(plain, Mapping):
        raise InputError("The input has to be a table of keys and values.")
    for key in plain:
        if key not in _TOP:
            raise InputError(f"There is no key {_shown(key)}.", str(key)[:60])
    return Case(
        day=_day(plain), role=_answers(content, plain.get("role", {}), "role", "role"), interests=_interests(content, plain),
        person=_text(plain, "person"), manager=_text(plain, "manager"), agency=_text(plain, "agency"), id=_text(plain, "id"),
    )


def _shown(name: object) -> str:
    return repr(str(name)[:60])


def _day(plain: Mapping[object, object]) -> date:
    value = plain.get("date")
    if value is None:
        raise InputError("The date is missing: the day the result is for, such as 2026-11-23.", "date")
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise InputError("The date has to be a day such as 2026-11-23.", "date") from None


def _text(plain: Mapping[object, object], key: str, place: str = "") -> str:
    value = plain.get(key, "")
    if not isinstance(value, str):
        raise InputError(f"`{place}{key}` has to be a text.", place + key)
    if len(value) > LONGEST_TEXT:
        raise InputError(f"`{place}{key}` is longer than {LONGEST_TEXT} characters.", place + key)
    return value


def _interests(content: Content, plain: Mapping[object, object]) -> tuple[CaseInterest, ...]:
    if "interest" not in plain:
        return (_interest(content, plain, ""),)
    for short in ("topic", "answers", "words"):
        if short in plain:
            raise InputError(f"Give either `interest` or `{short}` at the top, not both.", short)
    listed = plain["interest"]
    if not isinstance(listed, list) or not listed:
        raise InputError("`interest` has to be a list with at least one interest.", "interest")
    return tuple(_listed(content, one, f"interest[{number}].") for number, one in enumerate(listed, 1))


def _listed(content: Content, one: object, place: str) -> CaseInterest:
    if not isinstance(one, Mapping):
        raise InputError(f"`{place.rstrip('.')}` has to be a table.", place.rstrip("."))
    for key in one:
        if key not in ("topic", "answers", "words"):
            raise InputError(f"There is no key {_shown(key)} in an interest.", f"{place}{str(key)[:60]}")
    return _interest(content, one, place)


def _interest(content: Content, plain: Mapping[object, object], place: str) -> CaseInterest:
    topic = plain.get("topic")
    if not isinstance(topic, str):
        raise InputError("The topic is missing: an id such as P07.", f"{place}topic")
    try:
        topic_id = content.topic(topic).id
    except InputError as problem:
        raise InputError(str(problem), f"{place}topic") from None
    answers = _answers(content, plain.get("answers", {}), "answers", f"{place}answers")
    return CaseInterest(topic_id, answers, _text(plain, "words", place))


def _answers(content: Content, plain: object, table: str, place: str) -> Answers:
    if not isinstance(plain, Mapping):
        raise InputError(f"`{place}` has to be a table of answers.", place)
    return Answers({str(q): _value(content, str(q), value, table, f"{place}.{str(q)[:60]}") for q, value in plain.items()})


def _value(content: Content, question_id: str, value: object, table: str, key: str) -> Value:
    question = content.questions.get(question_id)
    if question is None:
        raise InputError(f"There is no question {_shown(question_id)}.", key)
    if question.table != table:
        raise InputError(f"The question {_shown(question_id)} belongs in `{question.table}`, not in `{table}`.", key)
    return NOT_SURE if value == NOT_SURE else checked_value(question, value, key)


def checked_value(question: Question, value: object, key: str) -> Value:
    """A plain value as an answer to this question; InputError where it is of the wrong kind or no such option."""
    match question.kind, value:
        case "one", str():
            return _option(question, value, key)
        case "many", list() | tuple():
            chosen = [_option(question, one, key) for one in value]
            return tuple(o.id for o in question.options if o.id in chosen)
        case "number", int() if not isinstance(value, bool):
            return value
        case "date", date():
            return value.isoformat()
        case "date" | "text", str() if len(value) <= LONGEST_TEXT:
            return _iso(value, key) if question.kind == "date" else value
        case _:
            raise InputError(f"The answer to {_shown(question.id)} has to be {_KINDS[question.kind]}.", key)


_KINDS = {"one": "one option", "many": "a list of options", "number": "a whole number", "date": "a date such as 2026-11-23", "text": "a text"}


def _iso(value: str, key: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise InputError("The answer has to be a date such as 2026-11-23.", key) from None


def _option(question: Question, value: object, key: str) -> str:
    if not isinstance(value, str):
        raise InputError(f"The answer to {_shown(question.id)} has to be {_KINDS[question.kind]}.", key)
    if value not in question.by_option:
        raise InputError(f"The question {_shown(question.id)} has no such option.", key)
    return value
