"""The scenarios that stand beside the content: situations in words, answered as a reader would, with the result that was expected first."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from coi_app.domain.answers import Answers
from coi_app.domain.errors import ContentError, InputError
from coi_app.rules.content import Content
from coi_app.rules.journey import walk
from coi_app.rules.proof import Proof
from coi_app.rules.reach import Happening, fired, named_as_written, rule_lists
from coi_app.rules.triage import judge

EXPECTED = "Every scenario comes to the result that was written down for it"
FIRED = "Every rule fires in at least one scenario"


@dataclass(frozen=True)
class Scenario:
    """One situation: the file it stands in, its answers, and what was expected of it."""

    file: str
    id: str
    topic: str
    role: Answers
    answers: Answers
    day: date | None
    expected: Mapping[str, str]


def read_scenarios(folder: Path) -> tuple[Scenario, ...]:
    """Every scenario in the tables of a folder; none where there is no such folder. ContentError names a file that is no such table."""
    return tuple(scenario for path in sorted(folder.glob("*.toml")) for scenario in _in_file(path))


def _in_file(path: Path) -> Iterator[Scenario]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for one in table.get("scenario", ()):
            yield _scenario(f"scenarios/{path.name}", table, one)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ContentError(f"scenarios/{path.name}", "", "is not a table of scenarios") from None


def _scenario(file: str, table: Mapping[str, Any], one: Mapping[str, Any]) -> Scenario:
    role = {**table["roles"][one["role"]], **one.get("role_changes", {})}
    expected = {name: str(one[name]) for name in ("answer", "level", "type", "severity") if name in one}
    return Scenario(file, str(one["id"]), str(one["topic"]), Answers.from_plain(role), Answers.from_plain(one["answers"]), one.get("date", table.get("date")), expected)


def prove_scenarios(content: Content, scenarios: Iterable[Scenario], day: date) -> Iterator[Proof]:
    """Each scenario comes to what it says; and each rule in force fires in one of them."""
    seen: set[Happening] = set()
    wrong: Proof | None = None
    cases = 0
    for scenario in scenarios:
        cases += 1
        try:
            found, happened = _run(content, scenario, day)
        except InputError as problem:
            found, happened = {"answer": str(problem)}, set[Happening]()
        seen |= happened
        differs = next((name for name, value in scenario.expected.items() if found.get(name) != value), None)
        if differs and not wrong:
            told = f"{scenario.id}: {differs} is {found.get(differs)!r}, and {scenario.expected[differs]!r} was written down"
            mend = "Where the rules are right, say in the scenario why it differs and from which source; else mend the rules."
            wrong = Proof(EXPECTED, cases, told, scenario.file, f"scenario[{scenario.id}].{differs}", mend)
    yield wrong or Proof(EXPECTED, cases)
    yield _all_fired(content, seen, day)


def _run(content: Content, scenario: Scenario, day: date) -> tuple[Mapping[str, str | None], set[Happening]]:
    day = scenario.day or day
    journey = walk(content, content.topic(scenario.topic), scenario.role, scenario.answers)
    if not journey.complete:
        return {"answer": f"nothing yet: {journey.unanswered[0].id} has no answer"}, set()
    outcome = judge(content, journey, day)
    happened = {Happening("fired", rule, name) for name, rule in fired(content, journey, outcome, day)}
    found = {
        "answer": outcome.answer.value, "level": outcome.level.name if outcome.level is not None else None,
        "type": outcome.type.value if outcome.type else None, "severity": outcome.severity.value if outcome.severity else None,
    }
    return found, happened


def _all_fired(content: Content, seen: set[Happening], day: date) -> Proof:
    cases = 0
    for name, rules in rule_lists(content).items():
        for rule in rules:
            cases += rule.in_force(day)
            if rule.in_force(day) and Happening("fired", rule.id, name) not in seen:
                key = f"{named_as_written(content, rule)}.when"
                return Proof(FIRED, cases, f"no scenario is a case of {rule.id!r}", key=key, mend="Write a scenario in which it fires, with the result that you expect of it.")
    return Proof(FIRED, cases)
