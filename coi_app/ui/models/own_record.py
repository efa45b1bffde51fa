"""A person's own record as its page shows it beside what was signed: what happened, what changed, their statements, how long it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from coi_app.domain.declaration import Declaration, Status
from coi_app.domain.history import EventKind
from coi_app.services import difference, history, mine, own_record
from coi_app.services.context import Services
from coi_app.services.difference import Changed, Part
from coi_app.ui.i18n import _tr
from coi_app.ui.models.happened import Line, lines
from coi_app.ui.moments import day_words, time_words


@dataclass(frozen=True)
class ChangeShown:
    """One change: where and what, the words before and the words now; empty where there was, or is, nothing."""

    where: str
    what: str
    before: str
    now: str


@dataclass(frozen=True)
class StatementShown:
    """A statement, and when it was added."""

    when: str
    text: str


@dataclass(frozen=True)
class RecordShown:
    """`since` says what the changes are counted from; `due` that the day of the label has come, or when it will; `given` that it was handed over at some time."""

    happened: tuple[Line, ...]
    since: str
    changes: tuple[ChangeShown, ...]
    statements: tuple[StatementShown, ...]
    retention: str
    due: str
    given: bool


def record_of(services: Services, declaration: UUID, today: date) -> RecordShown:
    """All of it, read at once."""
    found = mine.whole(services, declaration).declaration
    happened = [one for one in history.of(services, declaration) if one.event.kind is not EventKind.PLACE_KEPT]
    return RecordShown(
        happened=lines(happened, services.here),
        since=since(services, found),
        changes=changes(services, declaration),
        statements=tuple(StatementShown(_when(services, one.at), one.text) for one in own_record.statements(services, declaration)),
        retention=found.retention,
        due=_due(found, today),
        given=len(found.versions) > 1 or found.status not in (Status.DRAFT, Status.READY),
    )


def changes(services: Services, declaration: UUID) -> tuple[ChangeShown, ...]:
    """What the latest version says otherwise than the one handed over before it."""
    return tuple(_change(one) for one in difference.since_shared(services, declaration))


def since(services: Services, declaration: Declaration) -> str:
    """Which version the changes are counted from; empty where there is none before."""
    if len(declaration.versions) < 2:
        return ""
    before = declaration.versions[-2]
    signed = _when(services, before.signed_at) if before.signed_at else ""
    return _tr("OwnRecord", "Compared with version {number}, which you signed on {when}.").format(number=before.number, when=signed)


def text_of(services: Services, declaration: UUID, today: date) -> str:
    """The whole record as text that any program opens: each version in words, the statements, and what happened."""
    found, shown = mine.whole(services, declaration).declaration, record_of(services, declaration, today)
    return "\n".join(
        (
            _tr("OwnRecord", "Record {id}").format(id=found.id),
            _tr("OwnRecord", "This file is not encrypted. Keep it where only you can read it."),
            *_versions(services, found),
            "",
            _tr("OwnRecord", "My statements"),
            *(f"{one.when}: {one.text}" for one in shown.statements),
            "",
            _tr("OwnRecord", "What happened, the latest first"),
            *(f"{line.when}: {in_sum(line)}" for line in shown.happened),
            "",
        )
    )


def in_sum(line: Line) -> str:
    """What happened, with how often on that day."""
    return line.what if line.times == 1 else _tr("OwnRecord", "{what} ({times} times)").format(what=line.what, times=line.times)


def _versions(services: Services, declaration: Declaration) -> Iterator[str]:
    for version in declaration.versions:
        content = mine.content_of(services, version)
        yield ""
        signed = _tr("OwnRecord", "signed by {name} on {when}").format(name=version.signed_name, when=_when(services, version.signed_at)) if version.signed_at else _tr("OwnRecord", "not signed")
        yield _tr("OwnRecord", "Version {number}, {signed}").format(number=version.number, signed=signed)
        yield from difference.told(content, version.role)
        for number, interest in enumerate(version.interests, 1):
            yield ""
            yield f"{number}. {difference.topic_words(content, interest.topic)}"
            yield from difference.told(content, interest.answers)
            if interest.words:
                yield _tr("OwnRecord", "In my own words: {words}").format(words=interest.words)
            if interest.seen_differently:
                yield _tr("OwnRecord", "I see it differently: {words}").format(words=interest.seen_differently)


def _when(services: Services, moment: datetime) -> str:
    own = services.here(moment)
    return f"{day_words(own.date())}, {time_words(own)}"


def _due(declaration: Declaration, today: date) -> str:
    day = own_record.due(declaration)
    if day is None:
        return ""
    if day <= today:
        return _tr("OwnRecord", "The day of your label has come: {day}. Nothing was deleted, and nothing will be by itself.").format(day=day_words(day))
    return _tr("OwnRecord", "By your label, until {day}. Nothing is deleted by itself then.").format(day=day_words(day))


def _change(one: Changed) -> ChangeShown:
    what = {
        Part.ROLE: one.question,
        Part.ANSWER: one.question,
        Part.ADDED: _tr("OwnRecord", "This interest is new"),
        Part.REMOVED: _tr("OwnRecord", "This interest was taken out"),
        Part.WORDS: _tr("OwnRecord", "In my own words"),
        Part.SEEN_DIFFERENTLY: _tr("OwnRecord", "I see it differently"),
    }[one.part]
    before, now = one.before, one.after
    if one.part is Part.ADDED:
        before, now = _tr("OwnRecord", "Not there"), now or _tr("OwnRecord", "There, without own words")
    if one.part is Part.REMOVED:
        before, now = before or _tr("OwnRecord", "There, without own words"), _tr("OwnRecord", "Not there")
    return ChangeShown(one.topic or _tr("OwnRecord", "About my role"), what, before, now)
