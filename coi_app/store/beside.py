"""What is kept beside the records, in and out of the tables: statements, the parked page, copies made."""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from coi_app.domain.kept import CopyKind, CopyMade, Parked, Statement
from coi_app.store import tables as t

THE_ONE = 1
"""The id of the only row there may be."""


class Statements:
    """What people have added to records; a statement is never changed, and goes with its record."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, statement: Statement) -> None:
        """Add a statement to a declaration that is there."""
        self._connection.execute(sa.insert(t.statement), _row(statement))

    def of(self, declaration: UUID) -> tuple[Statement, ...]:
        """The statements added to a declaration, in the order they were made."""
        query = sa.select(t.statement).where(t.statement.c.declaration == declaration).order_by(t.statement.c.at, t.statement.c.id)
        return tuple(Statement(**row) for row in self._connection.execute(query).mappings())


class ParkedPage:
    """The page that was half filled in when the app was locked; there is one at most."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def park(self, page: Parked) -> None:
        """Keep this page in place of any before."""
        self.clear()
        row = {"id": THE_ONE, "place": dict(page.place), "text": dict(page.text), "at": page.at}
        self._connection.execute(sa.insert(t.parked), row)

    def get(self) -> Parked | None:
        """The page that is kept; None where there is none."""
        row = self._connection.execute(sa.select(t.parked)).mappings().first()
        return Parked(row["place"], row["text"], row["at"]) if row else None

    def clear(self) -> None:
        """Keep it no longer."""
        self._connection.execute(sa.delete(t.parked))


class Copies:
    """The copies that were made, and where they went."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, copy: CopyMade) -> None:
        """Put a copy on record."""
        self._connection.execute(sa.insert(t.copy_made), _row(copy) | {"kind": copy.kind.value})

    def gone(self, name: str) -> None:
        """Forget a copy that is there no longer."""
        self._connection.execute(sa.delete(t.copy_made).where(t.copy_made.c.name == name))

    def all(self) -> tuple[CopyMade, ...]:
        """Every copy, the first made first."""
        query = sa.select(t.copy_made).order_by(t.copy_made.c.at, t.copy_made.c.id)
        return tuple(_copy(row) for row in self._connection.execute(query).mappings())

    def holding(self, declaration: UUID) -> tuple[CopyMade, ...]:
        """The copies made of this declaration, or of everything, the first made first."""
        return tuple(copy for copy in self.all() if copy.declaration in (None, declaration))


def _row(told: Statement | CopyMade) -> dict[str, Any]:
    return {part.name: getattr(told, part.name) for part in fields(told)}


def _copy(row: Any) -> CopyMade:
    return CopyMade(row["id"], CopyKind(row["kind"]), row["name"], row["at"], row["person"], row["declaration"])
