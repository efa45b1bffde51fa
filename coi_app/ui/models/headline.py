"""The headline of a result as pages show it: the answer large, what would be fine in its place below it."""

from __future__ import annotations

from dataclasses import dataclass

from coi_app.domain.assessment import Answer, Assessment
from coi_app.rules.content import Content


@dataclass(frozen=True)
class Headline:
    """The answer as a sentence; `fine` is what would be fine in its place, empty where the answer needs none."""

    answer: str
    fine: str = ""


def headline(assessment: Assessment, content: Content) -> Headline:
    """The two parts of what the result says first."""
    if assessment.answer is not Answer.NOT_AS_DESCRIBED:
        return Headline(assessment.headline)
    answer = content.wording.answers[Answer.NOT_AS_DESCRIBED.value]
    return Headline(answer, assessment.headline.removeprefix(answer).strip())
