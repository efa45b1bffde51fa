"""Conditions as data: parsed once when the content is loaded, then asked of the facts.

The whole language: `question` with `is` or `any_of` or `answered`, `scale` with `at_least` or `below`,
`topic`, `flag`, `track`, and `all`, `any`, `not`. Nothing is ever evaluated as code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

from coi_app.domain.answers import NOT_SURE, Value


@dataclass
class Facts:
    """What is known while a journey is walked: the answers that count, and where they put us."""

    topic: str
    flags: frozenset[str]
    tracks: frozenset[str]
    answers: dict[str, Value] = field(default_factory=dict)
    scales: dict[str, int] = field(default_factory=dict)


MOST_DEEP = 12
"""How many conditions can stand one inside the other: far more than anyone can follow."""

Test = Callable[[Facts], bool]


@dataclass(frozen=True)
class Condition:
    """A condition as written, with the test made from it and what it looks at."""

    written: Mapping[str, object]
    test: Test = field(compare=False, repr=False)
    questions: frozenset[str]
    scales: frozenset[str]


def holds(condition: Condition | None, facts: Facts) -> bool:
    """Whether a condition is true; no condition always is."""
    return condition is None or condition.test(facts)


def is_table(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether a value from a content file is a table; its keys are always texts."""
    return isinstance(value, Mapping)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether a value from a content file is a list."""
    return isinstance(value, list)


def parse(written: object) -> Condition:
    """The condition that a content file writes; ValueError says what is wrong with it."""
    if not is_table(written):
        raise ValueError("a condition is a table")
    test, questions, scales = _parse(written)
    return Condition(written, test, frozenset(questions), frozenset(scales))


def is_too_deep(written: object) -> bool:
    """Whether conditions stand too far one inside the other; without going deep itself."""
    level: list[object] = [written]
    for _ in range(MOST_DEEP):
        level = [part for one in level if is_table(one) for value in one.values() for part in (value if is_list(value) else [value]) if is_table(part)]
    return bool(level)


def _parse(written: Mapping[str, object]) -> tuple[Test, set[str], set[str]]:
    match dict(written):
        case {"all": parts, **rest} if not rest and is_list(parts):
            return _several(parts, every=True)
        case {"any": parts, **rest} if not rest and is_list(parts):
            return _several(parts, every=False)
        case {"not": part, **rest} if not rest and is_table(part):
            inner, questions, scales = _parse(part)
            return (lambda facts: not inner(facts)), questions, scales
        case {"question": str(question), **rest} if len(rest) == 1:
            return _question_test(question, rest), {question}, set()
        case {"scale": str(scale), **rest} if len(rest) == 1:
            return _scale_test(scale, rest), set(), {scale}
        case {"topic": str(topic), **rest} if not rest:
            return (lambda facts: facts.topic == topic), set(), set()
        case {"topic": topic, **rest} if not rest and is_list(topic):
            topics = frozenset(map(str, topic))
            return (lambda facts: facts.topic in topics), set(), set()
        case {"flag": str(flag), **rest} if not rest:
            return (lambda facts: flag in facts.flags), set(), set()
        case {"track": str(track), **rest} if not rest:
            return (lambda facts: track in facts.tracks), set(), set()
        case _:
            raise ValueError(f"unknown condition with {', '.join(sorted(written)) or 'nothing in it'}")


def _several(parts: list[object], *, every: bool) -> tuple[Test, set[str], set[str]]:
    parsed = [_parse(part) for part in parts if is_table(part)]
    if not parsed or len(parsed) < len(parts):
        raise ValueError("`all` and `any` hold a list of conditions")
    tests = tuple(test for test, _, _ in parsed)
    questions = {q for _, qs, _ in parsed for q in qs}
    scales = {s for _, _, ss in parsed for s in ss}
    return (_all_of(tests) if every else _any_of(tests)), questions, scales


def _all_of(tests: tuple[Test, ...]) -> Test:
    # Plain loops, and none for two: these run some hundred times for each result, and a generator costs twice as much.
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda facts: first(facts) and second(facts)

    def every(facts: Facts) -> bool:
        for test in tests:
            if not test(facts):
                return False
        return True

    return every


def _any_of(tests: tuple[Test, ...]) -> Test:
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda facts: first(facts) or second(facts)

    def some(facts: Facts) -> bool:
        for test in tests:
            if test(facts):
                return True
        return False

    return some


def _question_test(question: str, rest: Mapping[str, object]) -> Test:
    match rest:
        case {"is": str(option)}:
            return _is(question, option)
        case {"any_of": options} if is_list(options):
            return _one_of(question, frozenset(map(str, options)))
        case {"answered": bool(expected)}:
            return lambda facts: (facts.answers.get(question, NOT_SURE) != NOT_SURE) is expected
        case _:
            raise ValueError(f"a condition on a question has `is`, `any_of` or `answered`, not {', '.join(rest)}")


def _one_of(question: str, wanted: frozenset[str]) -> Test:
    def chosen(facts: Facts) -> bool:
        value = facts.answers.get(question)
        return not wanted.isdisjoint(value) if isinstance(value, tuple) else value in wanted

    return chosen


def _is(question: str, option: str) -> Test:
    def chosen(facts: Facts) -> bool:
        value = facts.answers.get(question)
        return option in value if isinstance(value, tuple) else value == option

    return chosen


def _scale_test(scale: str, rest: Mapping[str, object]) -> Test:
    match rest:
        case {"at_least": int(limit)}:
            return lambda facts: facts.scales.get(scale, 0) >= limit
        case {"below": int(limit)}:
            return lambda facts: facts.scales.get(scale, 0) < limit
        case _:
            raise ValueError(f"a condition on a scale has `at_least` or `below`, not {', '.join(rest)}")
