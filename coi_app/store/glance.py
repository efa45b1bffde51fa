"""The list for home, read straight from the file: no SQLAlchemy, so that it is there when the window is."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from coi_app.domain.answers import Answers
from coi_app.domain.declaration import Kind, Status
from coi_app.domain.people import Role
from coi_app.store.connection import connect


@dataclass(frozen=True)
class Listed:
    """A declaration as the list shows it; `topics` are covered on the screen until asked for.

    `role_outdated`: the role was stated anew, and differently, since this was answered or signed; without interests nothing hangs on it.
    """

    id: UUID
    kind: Kind
    status: Status
    changed_at: datetime
    handed_over_on: date | None
    signed_at: datetime | None
    version: int
    topics: tuple[str, ...]
    answers: int
    place: str
    role_outdated: bool


LIST = """
SELECT d.id, d.kind, d.status, d.changed_at, d.handed_over_on, v.signed_at, v.number, v.place, v.role,
       v.role_stated_at,
       (SELECT json_group_array(topic) FROM
           (SELECT topic FROM interest WHERE declaration = d.id AND version = v.number ORDER BY position)),
       (SELECT coalesce(sum((SELECT count(*) FROM json_each(i.answers))), 0)
          FROM interest AS i WHERE i.declaration = d.id AND i.version = v.number)
  FROM declaration AS d
  JOIN version AS v
    ON v.declaration = d.id AND v.number = (SELECT max(number) FROM version WHERE declaration = d.id)
 ORDER BY d.changed_at DESC, d.id
"""


def listed(path: Path, key: bytes, *, read_only: bool = False) -> tuple[Listed, ...]:
    """Every declaration at a glance, the one changed last first."""
    with closing(connect(path, key, read_only=read_only)) as connection:
        connection.execute("BEGIN")
        told = connection.execute("SELECT role, role_stated_at FROM profile").fetchone()
        rows = connection.execute(LIST).fetchall()
    role = _role(*told) if told else None
    return tuple(_listed(row, role) for row in rows)


def owner(path: Path, key: bytes, *, read_only: bool = False) -> UUID | None:
    """The person whose records these are."""
    with closing(connect(path, key, read_only=read_only)) as connection:
        row = connection.execute("SELECT person FROM profile").fetchone()
    return UUID(row[0]) if row else None


def owner_name(path: Path, key: bytes, *, read_only: bool = False) -> str:
    """What the person goes by; empty where they did not say."""
    with closing(connect(path, key, read_only=read_only)) as connection:
        row = connection.execute("SELECT name FROM person WHERE id = (SELECT person FROM profile)").fetchone()
    return str(row[0]) if row else ""


def parked_at(path: Path, key: bytes, *, read_only: bool = False) -> datetime | None:
    """When a half filled page was parked; None where none is."""
    with closing(connect(path, key, read_only=read_only)) as connection:
        row = connection.execute("SELECT at FROM parked").fetchone()
    return _moment(row[0]) if row else None


def _role(answers: str | None, stated_at: str | None) -> Role | None:
    moment = _moment(stated_at)
    return Role(Answers.from_plain(json.loads(answers)), moment) if answers and moment else None


def _listed(row: tuple[Any, ...], role: Role | None) -> Listed:
    stated = Answers.from_plain(json.loads(row[8]))
    changed_at, topics = _moment(row[3]), tuple(json.loads(row[10]))
    assert changed_at is not None
    return Listed(
        id=UUID(row[0]),
        kind=Kind(row[1]),
        status=Status(row[2]),
        changed_at=changed_at,
        handed_over_on=date.fromisoformat(row[4]) if row[4] else None,
        signed_at=_moment(row[5]),
        version=row[6],
        topics=topics,
        answers=row[11],
        place=row[7],
        role_outdated=bool(topics) and role is not None and role.outdates(stated, _moment(row[9])),
    )


def _moment(told: str | None) -> datetime | None:
    """A moment as SQLAlchemy writes it in SQLite: UTC, without saying so."""
    return datetime.fromisoformat(told).replace(tzinfo=UTC) if told else None
