"""The records: domain objects in and out of the tables, writing only what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import Assessment
from coi_app.domain.declaration import Declaration, Interest, Kind, Status, Version
from coi_app.domain.errors import NoSuchRecord
from coi_app.domain.history import Event, EventKind
from coi_app.domain.people import Person, Role
from coi_app.domain.plain import from_plain, plain
from coi_app.store import tables as t

Row = Mapping[str, Any]


class Declarations:
    """Declarations with all their versions and interests."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._loaded: dict[UUID, Declaration] = {}

    def get(self, declaration: UUID) -> Declaration:
        """The declaration with this id; NoSuchRecord where there is none."""
        row = self._rows(sa.select(t.declaration).where(t.declaration.c.id == declaration))
        if not row:
            raise NoSuchRecord("This declaration is not in your records any more. Nothing was changed.")
        versions = sa.select(t.version).where(t.version.c.declaration == declaration).order_by(t.version.c.number)
        interests = (
            sa.select(t.interest)
            .where(t.interest.c.declaration == declaration)
            .order_by(t.interest.c.version, t.interest.c.position)
        )
        found = _declaration(row[0], self._rows(versions), self._rows(interests))
        self._loaded[declaration] = found
        return found

    def save(self, declaration: Declaration) -> None:
        """Write what differs from what this unit of work loaded; all of it, where it loaded nothing."""
        before = self._loaded.get(declaration.id)
        key = {"id": declaration.id}
        self._write(t.declaration, key, _declaration_row(before) if before else None, _declaration_row(declaration))
        old = {version.number: version for version in before.versions} if before else {}
        for version in declaration.versions:
            self._save_version(declaration.id, old.get(version.number), version)
        self._loaded[declaration.id] = declaration

    def remove(self, declaration: UUID) -> None:
        """Take the declaration and all that hangs on it out of the file; its events stay."""
        for table in (t.assessment, t.interest, t.version):
            self._connection.execute(sa.delete(table).where(table.c.declaration == declaration))
        self._connection.execute(sa.delete(t.declaration).where(t.declaration.c.id == declaration))
        self._loaded.pop(declaration, None)

    def _save_version(self, declaration: UUID, before: Version | None, version: Version) -> None:
        if before == version:
            return
        key = {"declaration": declaration, "number": version.number}
        self._write(t.version, key, _version_row(before) if before else None, _version_row(version))
        old = {i.id: (position, i) for position, i in enumerate(before.interests)} if before else {}
        for position, interest in enumerate(version.interests):
            was = old.pop(interest.id, None)
            key = {"declaration": declaration, "version": version.number, "id": interest.id}
            self._write(t.interest, key, _interest_row(*was) if was else None, _interest_row(position, interest))
        for gone in old:
            self._remove_interest(declaration, version.number, gone)

    def _remove_interest(self, declaration: UUID, version: int, interest: UUID) -> None:
        for table, column in ((t.assessment, t.assessment.c.interest), (t.interest, t.interest.c.id)):
            of_version = (table.c.declaration == declaration) & (table.c.version == version)
            self._connection.execute(sa.delete(table).where(of_version, column == interest))

    def _write(self, table: sa.Table, key: Row, before: Row | None, after: Row) -> None:
        """Insert the row, or update the columns that changed, or do nothing."""
        if before is None:
            self._connection.execute(sa.insert(table), {**key, **after})
            return
        changed = {name: value for name, value in after.items() if before[name] != value}
        if changed:
            which = [table.c[name] == value for name, value in key.items()]
            self._connection.execute(sa.update(table).where(*which).values(changed))

    def _rows(self, query: sa.Select[Any]) -> Sequence[Row]:
        return cast(Sequence[Row], self._connection.execute(query).mappings().all())


class Events:
    """What happened: added, never changed."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, event: Event) -> None:
        """Add an event; an operation that has one already is a fault of the caller, who asks `done` first."""
        row = {part.name: getattr(event, part.name) for part in fields(event)} | {"facts": dict(event.facts)}
        self._connection.execute(sa.insert(t.event), row)

    def done(self, operation: UUID) -> Event | None:
        """What this operation did, if it was done before: it then has nothing left to do."""
        found = sa.select(t.event).where(t.event.c.operation == operation)
        row = self._connection.execute(found).mappings().first()
        return _event(row) if row else None

    def of(self, declaration: UUID | None = None) -> tuple[Event, ...]:
        """The events in the order they happened: of one declaration, or all."""
        query = sa.select(t.event).order_by(t.event.c.row)
        if declaration:
            query = query.where(t.event.c.declaration == declaration)
        return tuple(_event(row) for row in self._connection.execute(query).mappings())


class People:
    """The people these records know, and which of them they belong to."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def owner(self) -> Person | None:
        """The person whose records these are; None in a vault that is still empty."""
        query = sa.select(t.person).join(t.profile, t.profile.c.person == t.person.c.id)
        row = self._connection.execute(query).mappings().first()
        return Person(**row) if row else None

    def own(self, person: Person) -> None:
        """Say whose records these are."""
        self._connection.execute(sa.insert(t.person), plain_parts(person))
        self._connection.execute(sa.insert(t.profile), {"person": person.id})

    def save(self, person: Person) -> None:
        """Write what is known of a person."""
        self._connection.execute(sa.update(t.person).where(t.person.c.id == person.id).values(plain_parts(person)))

    def role(self) -> Role | None:
        """The remembered role; None where nobody asked to have it remembered."""
        row = self._connection.execute(sa.select(t.profile.c.role, t.profile.c.role_stated_at)).first()
        return Role(Answers.from_plain(row[0]), row[1]) if row and row[1] else None

    def remember(self, role: Role | None) -> None:
        """Keep the role in place of the one before; None forgets it."""
        answers, stated_at = (role.answers.plain(), role.stated_at) if role else (sa.null(), None)
        self._connection.execute(sa.update(t.profile).values(role=answers, role_stated_at=stated_at))


class Contents:
    """The exact content that signed declarations came from, each once, by its hash."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def keep(self, content_hash: str, version: str, packed: bytes) -> None:
        """Keep this content, unless it is there already."""
        if not self.has(content_hash):
            row = {"hash": content_hash, "version": version, "packed": packed}
            self._connection.execute(sa.insert(t.content), row)

    def has(self, content_hash: str) -> bool:
        """Whether this content is kept."""
        found = sa.select(t.content.c.hash).where(t.content.c.hash == content_hash)
        return self._connection.execute(found).first() is not None

    def get(self, content_hash: str) -> bytes:
        """The packed content with this hash; NoSuchRecord where it was never kept."""
        found = self._connection.execute(sa.select(t.content.c.packed).where(t.content.c.hash == content_hash)).first()
        if found is None:
            raise NoSuchRecord("The content that this declaration was made with is not in your records.")
        return bytes(found[0])


class Assessments:
    """The result of each interest as it was signed, with its reasons."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def keep(self, declaration: UUID, version: int, content_hash: str, results: Mapping[UUID, Assessment]) -> None:
        """Keep these results in place of any before for this version."""
        self._connection.execute(sa.delete(t.assessment).where(*self._of(declaration, version)))
        for interest, result in results.items():
            row = {"interest": interest, "content_hash": content_hash, "result": plain(result)}
            self._connection.execute(sa.insert(t.assessment), {"declaration": declaration, "version": version, **row})

    def of(self, declaration: UUID, version: int) -> Mapping[UUID, Assessment]:
        """The results kept for this version, by interest; empty before it was signed."""
        query = sa.select(t.assessment.c.interest, t.assessment.c.result).where(*self._of(declaration, version))
        return {interest: from_plain(Assessment, told) for interest, told in self._connection.execute(query)}

    def _of(self, declaration: UUID, version: int) -> tuple[sa.ColumnElement[bool], ...]:
        return (t.assessment.c.declaration == declaration, t.assessment.c.version == version)


def plain_parts(person: Person) -> dict[str, Any]:
    """A person's columns."""
    return {part.name: getattr(person, part.name) for part in fields(person)}


def _declaration_row(declaration: Declaration) -> dict[str, Any]:
    return {
        "person": declaration.person,
        "kind": declaration.kind.value,
        "status": declaration.status.value,
        "created_at": declaration.created_at,
        "changed_at": declaration.changed_at,
        "handed_over_on": declaration.handed_over_on,
    }


def _version_row(version: Version) -> dict[str, Any]:
    return {
        "content_hash": version.content_hash,
        "content_version": version.content_version,
        "day": version.day,
        "role": version.role.plain(),
        "role_stated_at": version.role_stated_at,
        "signed_name": version.signed_name,
        "signed_at": version.signed_at,
        "place": version.place,
    }


def _interest_row(position: int, interest: Interest) -> dict[str, Any]:
    return {
        "position": position,
        "topic": interest.topic,
        "answers": interest.answers.plain(),
        "words": interest.words,
        "seen_differently": interest.seen_differently,
    }


def _declaration(row: Row, versions: Sequence[Row], interests: Sequence[Row]) -> Declaration:
    return Declaration(
        id=row["id"],
        person=row["person"],
        kind=Kind(row["kind"]),
        status=Status(row["status"]),
        created_at=row["created_at"],
        changed_at=row["changed_at"],
        versions=tuple(_version(v, [i for i in interests if i["version"] == v["number"]]) for v in versions),
        handed_over_on=row["handed_over_on"],
    )


def _version(row: Row, interests: Sequence[Row]) -> Version:
    return Version(
        number=row["number"],
        content_hash=row["content_hash"],
        content_version=row["content_version"],
        day=row["day"],
        role=Answers.from_plain(row["role"]),
        role_stated_at=row["role_stated_at"],
        interests=tuple(_interest(interest) for interest in interests),
        signed_name=row["signed_name"],
        signed_at=row["signed_at"],
        place=row["place"],
    )


def _interest(row: Row) -> Interest:
    return Interest(
        id=row["id"],
        topic=row["topic"],
        answers=Answers.from_plain(row["answers"]),
        words=row["words"],
        seen_differently=row["seen_differently"],
    )


def _event(row: Any) -> Event:
    return Event(
        id=row["id"],
        operation=row["operation"],
        kind=EventKind(row["kind"]),
        at=row["at"],
        person=row["person"],
        declaration=row["declaration"],
        facts=row["facts"],
    )
