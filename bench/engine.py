"""How long the rules take: a result, and what would change it, on each shipped example."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bench.timing import Row, median_call
from coi_app import paths
from coi_app.rules.content import Content
from coi_app.rules.contrast import contrasts
from coi_app.rules.journey import walk
from coi_app.rules.loader import load_folder
from coi_app.rules.triage import judge
from coi_app.services.describe import Described, describe

ASSESS_SECONDS = 0.0003
CHANGE_SECONDS = 0.015


def rows() -> list[Row]:
    """The slowest example of each; a median of many calls."""
    content = load_folder(paths.resources())
    cases = list(_examples(content))
    return [
        Row("an assessment", max(_assess(content, *case) for case in cases), most_seconds=ASSESS_SECONDS),
        Row("what would change this", max(_change(content, *case) for case in cases), most_seconds=CHANGE_SECONDS),
    ]


def _examples(content: Content) -> Iterator[tuple[Described, int]]:
    for path in sorted((paths.resources() / "examples").glob("*.toml")):
        described = describe(path.read_bytes(), content, date(2026, 11, 23))
        yield from ((described, number) for number in range(len(described.interests)))


def _assess(content: Content, described: Described, number: int) -> float:
    interest = described.interests[number]
    topic = content.topic(interest.topic)
    return median_call(lambda: judge(content, walk(content, topic, described.role, interest.answers), described.day), 500)


def _change(content: Content, described: Described, number: int) -> float:
    interest = described.interests[number]
    journey = walk(content, content.topic(interest.topic), described.role, interest.answers)
    outcome = judge(content, journey, described.day)
    return median_call(lambda: contrasts(content, journey, described.role, interest.answers, outcome, described.day), 50)
