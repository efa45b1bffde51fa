"""What a declaration prints, as a piece of work for off the UI thread: the guide's bytes, and its pages' sizes and texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from coi_app.domain.assessment import Assessment
from coi_app.domain.declaration import Declaration, Interest, Kind
from coi_app.domain.people import Person
from coi_app.rules.content import Content
from coi_app.rules.explain import assess
from coi_app.services import conversation, mine, profile
from coi_app.services.check import Check
from coi_app.services.context import Services
from coi_app.services.conversation import Named


@dataclass(frozen=True)
class Paper:
    """A finished document, and the size of each page in points with its text."""

    pdf: bytes
    pages: tuple[tuple[float, float, str], ...]
    day: date
    person: Person | None = None
    nothing: bool = False

    @property
    def name(self) -> str:
        """What a file of it is called: the day, and never what it is about."""
        return f"{'Nothing to declare' if self.nothing else 'Conversation guide'} {self.day.isoformat()}"


def paper_of(services: Services, declaration: UUID, today: date) -> Paper:
    """The document of a declaration: a signed one as it was signed, a draft as it would be signed today."""
    whole = mine.whole(services, declaration)
    found, person = whole.declaration, profile.me(services)
    version = found.latest
    signed = version.signed_at is not None
    day = version.day if signed else today
    content = mine.content_of(services, version)
    results = whole.results if signed else _results(content, found, day)
    made = conversation.pdf_of(content, person, found, version, results, day)
    return _paper(made, day, person, nothing=found.kind is Kind.NOTHING_TO_DECLARE)


def paper_of_check(check: Check, interest: UUID) -> Paper:
    """The guide of a private check, with lines to write the names on; it is in memory only."""
    result = assess(check.content, check.topic.id, check.role, check.answers, check.day)
    guide = conversation.guide(check.content, Named(), check.day, [(Interest(interest, check.topic.id, check.answers), result)])
    return _paper(conversation.pdf(guide), check.day, None)


def free_name(folder: Path, paper: Paper) -> Path:
    """A name for it in this folder that nothing has yet."""
    path, number = folder / f"{paper.name}.pdf", 2
    while path.exists():
        path, number = folder / f"{paper.name} ({number}).pdf", number + 1
    return path


def _results(content: Content, found: Declaration, day: date) -> Mapping[UUID, Assessment]:
    role = found.latest.role
    return {one.id: assess(content, one.topic, role, one.answers, day) for one in found.latest.interests}


def _paper(pdf: bytes, day: date, person: Person | None, *, nothing: bool = False) -> Paper:
    from coi_app.documents import preview  # PDFium is slow to load, and most starts never need it

    return Paper(pdf, preview.page_sizes(pdf), day, person, nothing)
