"""The records: domain objects in and out of the tables, writing only what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import Assessment
from coi_app.domain.chain import BEFORE_THE_FIRST, link
from coi_app.domain.declaration import Declaration, Interest, Kind, Status, Version
from coi_app.domain.errors import NoSuchRecord
from coi_app.domain.history import Event, EventKind
from coi_app.domain.people import Person, Role
from coi_app.domain.plain import from_plain, plain
from coi_app.store import tables as t
from coi_app.store.keys import new_key
from coi_app.store.signed import secret_of

Row = Mapping[str, Any]


# Built once: saving one answer is mostly the cost of building and running statements.
WHOLE = (
    sa.select(t.declaration, t.version, t.interest)
    .join_from(t.declaration, t.version, t.version.c.declaration == t.declaration.c.id)
    .join(
        t.interest,
        (t.interest.c.declaration == t.version.c.declaration) & (t.interest.c.version == t.version.c.number),
        isouter=True,
    )
    .where(t.declaration.c.id == sa.bindparam("which", type_=sa.Uuid()))
    .order_by(t.version.c.number, t.interest.c.position)
    .set_label_style(sa.LABEL_STYLE_TABLENAME_PLUS_COL)
)


def _update(table: sa.Table) -> sa.Update:
    """An update of one row by its key, whose parts are told as `old_…`; the columns are told when it runs."""
    return sa.update(table).where(*(column == sa.bindparam(f"old_{column.name}") for column in table.primary_key))


UPDATES = {table: _update(table) for table in (t.declaration, t.version, t.interest)}
INSERTS = {table: sa.insert(table) for table in (t.declaration, t.version, t.interest, t.event)}


class Declarations:
    """Declarations with all their versions and interests."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._loaded: dict[UUID, Declaration] = {}

    def get(self, declaration: UUID) -> Declaration:
        """The declaration with this id; NoSuchRecord where there is none."""
        rows = self._connection.execute(WHOLE, {"which": declaration}).mappings().all()
        if not rows:
            raise NoSuchRecord("This declaration is not in your records any more. Nothing was changed.")
        found = _declaration(cast(Sequence[Row], rows))
        self._loaded[declaration] = found
        return found

    def all(self) -> tuple[Declaration, ...]:
        """Every declaration with all its versions, the first made first."""
        ids = self._connection.execute(sa.select(t.declaration.c.id).order_by(t.declaration.c.created_at, t.declaration.c.id)).scalars().all()
        return tuple(self.get(one) for one in ids)

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
        for table in (t.assessment, t.interest, t.version, t.statement):
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
            self._connection.execute(INSERTS[table], {**key, **after})
            return
        changed = {name: value for name, value in after.items() if before[name] != value}
        if changed:
            self._connection.execute(UPDATES[table], {**changed, **{f"old_{name}": key[name] for name in key}})


class Events:
    """What happened: added to the end of the chain, never changed."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        # Nobody else adds an event while this unit of work holds the write lock, so it is read once.
        self._tip: tuple[int, bytes] | None = None

    def add(self, event: Event) -> None:
        """Add an event; an operation that has one already is a fault of the caller, who asks `done` first."""
        last, previous = self._tip or self._read_tip()
        number, hash_ = last + 1, link(last + 1, event, previous)
        row = {part.name: getattr(event, part.name) for part in fields(event)}
        chained = {"facts": dict(event.facts), "number": number, "previous": previous, "hash": hash_}
        self._connection.execute(INSERTS[t.event], row | chained)
        self._tip = number, hash_

    def _read_tip(self) -> tuple[int, bytes]:
        """The number and the hash of the last event; what comes before the first where there is none."""
        row = self._connection.exec_driver_sql("SELECT number, hash FROM event ORDER BY number DESC LIMIT 1").first()
        return (int(row[0]), bytes(row[1])) if row else (0, BEFORE_THE_FIRST)

    def done(self, operation: UUID | None) -> Event | None:
        """What this operation did, if it was done before: it then has nothing left to do. None where it goes by no id."""
        if operation is None:
            return None
        found = sa.select(t.event).where(t.event.c.operation == operation)
        row = self._connection.execute(found).mappings().first()
        return _event(row) if row else None

    def count(self) -> int:
        """How many there are."""
        return int(self._connection.exec_driver_sql("SELECT count(*) FROM event").scalar_one())

    def of(self, declaration: UUID | None = None) -> tuple[Event, ...]:
        """The events in the order they happened: of one declaration, or all."""
        query = sa.select(t.event).order_by(t.event.c.number)
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
        self._connection.execute(sa.insert(t.profile), {"person": person.id, "signing_seed": new_key()})

    def know(self, person: Person) -> None:
        """Keep a person that records from elsewhere are by; one who is known already stays as they are."""
        known = sa.select(t.person.c.id).where(t.person.c.id == person.id)
        if self._connection.execute(known).first() is None:
            self._connection.execute(sa.insert(t.person), plain_parts(person))

    def save(self, person: Person) -> None:
        """Write what is known of a person."""
        self._connection.execute(sa.update(t.person).where(t.person.c.id == person.id).values(plain_parts(person)))

    def role(self) -> Role | None:
        """The remembered role; None where nobody asked to have it remembered."""
        row = self._connection.execute(sa.select(t.profile.c.role, t.profile.c.role_stated_at)).first()
        return Role(Answers.from_plain(row[0]), row[1]) if row and row[1] else None

    def secret(self) -> bytes:
        """What the seals of these records are made with; never to be shown or written anywhere."""
        return secret_of(self._connection.execute(sa.select(t.profile.c.signing_seed)).scalar_one())

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
        "retention": declaration.retention,
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


def _declaration(rows: Sequence[Row]) -> Declaration:
    """A declaration from a row for each interest of each version; a version without interests has one row."""
    first = rows[0]
    by_version: dict[int, list[Row]] = {}
    for row in rows:
        by_version.setdefault(row["version_number"], []).append(row)
    return Declaration(
        id=first["declaration_id"],
        person=first["declaration_person"],
        kind=Kind(first["declaration_kind"]),
        status=Status(first["declaration_status"]),
        created_at=first["declaration_created_at"],
        changed_at=first["declaration_changed_at"],
        versions=tuple(_version(of_one) for of_one in by_version.values()),
        handed_over_on=first["declaration_handed_over_on"],
        retention=first["declaration_retention"],
    )


def _version(rows: Sequence[Row]) -> Version:
    first = rows[0]
    return Version(
        number=first["version_number"],
        content_hash=first["version_content_hash"],
        content_version=first["version_content_version"],
        day=first["version_day"],
        role=Answers.from_plain(first["version_role"]),
        role_stated_at=first["version_role_stated_at"],
        interests=tuple(_interest(row) for row in rows if row["interest_id"]),
        signed_name=first["version_signed_name"],
        signed_at=first["version_signed_at"],
        place=first["version_place"],
    )


def _interest(row: Row) -> Interest:
    return Interest(
        id=row["interest_id"],
        topic=row["interest_topic"],
        answers=Answers.from_plain(row["interest_answers"]),
        words=row["interest_words"],
        seen_differently=row["interest_seen_differently"],
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
        reason=row["reason"],
    )
