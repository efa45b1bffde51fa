"""A declaration as its pages show it: every answer in words, what is still open, and the result of each interest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import Assessment
from coi_app.domain.declaration import Declaration, Interest, Kind, Status
from coi_app.rules.content import Content, Question
from coi_app.rules.journey import is_known
from coi_app.rules.wording import answer_words, level_words, status_words
from coi_app.services.check import Check
from coi_app.ui.tones import LEVEL_TONES, SEVERITY_TONES


@dataclass(frozen=True)
class AnswerRow:
    """One answer in words; `words` is empty where there is none yet, `interest` is None for the role."""

    interest: UUID | None
    question: str
    short: str
    words: str


@dataclass(frozen=True)
class InterestShown:
    """One interest: its answers, the person's own words, and the result once every question is answered."""

    id: UUID
    number: int
    title: str
    rows: tuple[AnswerRow, ...]
    words: str
    seen_differently: str
    headline: str
    chips: tuple[tuple[str, str], ...]
    complete: bool


@dataclass(frozen=True)
class DeclarationShown:
    """The whole of it; `open_rows` are the questions without an answer, in the order they are asked."""

    id: UUID
    kind: Kind
    status: Status
    status_words: str
    version: int
    role: tuple[AnswerRow, ...]
    interests: tuple[InterestShown, ...]
    open_rows: tuple[AnswerRow, ...]
    role_outdated: bool = False
    role_remembered: bool = False

    @property
    def complete(self) -> bool:
        """Whether it can be signed as far as the answers go."""
        has_what_it_says = self.kind is Kind.NOTHING_TO_DECLARE or bool(self.interests)
        return has_what_it_says and not self.open_rows


def check_of(content: Content, declaration: Declaration, interest: Interest, day: date) -> Check:
    """The interest as a check, to be walked by the same questions; a role told before this draft is not gone through again."""
    version = declaration.latest
    first = bool(version.interests) and version.interests[0].id == interest.id
    told_before = version.role_stated_at is not None and version.role_stated_at < declaration.created_at
    return Check(content, content.topic(interest.topic), day, version.role, interest.answers, role_known=told_before or not first)


def shown(
    content: Content,
    declaration: Declaration,
    results: Mapping[UUID, Assessment],
    *,
    role_outdated: bool = False,
    remembered: Answers | None = None,
) -> DeclarationShown:
    """What the pages show of a declaration with these results."""
    version = declaration.latest
    asked = _role_asked(content, declaration)
    role = tuple(row_of(content, None, question, version.role) for question in asked)
    interests = tuple(_interest(content, declaration, one, number, results[one.id]) for number, one in enumerate(version.interests, 1))
    rows = (*role, *(row for one in interests for row in one.rows))
    return DeclarationShown(
        id=declaration.id,
        kind=declaration.kind,
        status=declaration.status,
        status_words=status_words(content, declaration.status),
        version=version.number,
        role=role,
        interests=interests,
        open_rows=tuple(row for row in rows if not row.words),
        role_outdated=role_outdated,
        role_remembered=remembered is not None and all(remembered.get(q) == v for q, v in version.role.items()),
    )


def chips_of(content: Content, assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """Both tracks in a few words each, with their tones; none where there is no result yet."""
    if not assessment.complete:
        return ()
    chips: list[tuple[str, str]] = []
    if assessment.neutrality:
        chips.append((level_words(content, assessment.neutrality.level), LEVEL_TONES[assessment.neutrality.level]))
    if assessment.conflict:
        found = assessment.conflict
        chips.append((found.words, SEVERITY_TONES[found.severity]))
    return tuple(chips)


def _role_asked(content: Content, declaration: Declaration) -> tuple[Question, ...]:
    """The questions about the role that any of its interests asks."""
    version = declaration.latest
    asked = {q.id for one in version.interests for q in check_of(content, declaration, one, version.day).journey.asked if q.table == "role"}
    return tuple(question for question in content.role_questions if question.id in asked)


def _interest(content: Content, declaration: Declaration, interest: Interest, number: int, result: Assessment) -> InterestShown:
    check = check_of(content, declaration, interest, declaration.latest.day)
    rows = tuple(row_of(content, interest.id, question, interest.answers) for question in check.journey.asked if question.table != "role")
    return InterestShown(
        id=interest.id,
        number=number,
        title=check.topic.title,
        rows=rows,
        words=interest.words,
        seen_differently=interest.seen_differently,
        headline=result.headline,
        chips=chips_of(content, result),
        complete=result.complete,
    )


def row_of(content: Content, interest: UUID | None, question: Question, answers: Answers) -> AnswerRow:
    """One answer in words; a card that is no more under this content counts as no answer."""
    value = answers.get(question.id)
    words = answer_words(content, question, value) if value is not None and is_known(question, value) else ""
    return AnswerRow(interest, question.id, question.short, words)
