"""What a person adds to a record of their own: a statement, and how long they mean to keep it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from coi_app.domain.declaration import Declaration
from coi_app.domain.errors import InputError
from coi_app.domain.history import EventKind
from coi_app.domain.kept import Statement
from coi_app.services.changes import NOTHING, Change
from coi_app.services.context import Services
from coi_app.services.editing import Changed, change

LONGEST_STATEMENT = 10_000


class Retention(StrEnum):
    """How long a person means to keep a record: a label for themselves, by which nothing is ever deleted."""

    UNSAID = ""
    WHILE_IT_LASTS = "while_it_lasts"
    WHILE_I_AM_HERE = "while_i_am_here"
    SEVEN_YEARS = "seven_years"
    ALWAYS = "always"


YEARS = 7
LEAP_DAY = (2, 29)


def due(declaration: Declaration) -> date | None:
    """The day from which the record need not be kept any more by its label; None where the label names no day. Nothing happens on it by itself."""
    latest = declaration.latest
    if declaration.retention != Retention.SEVEN_YEARS or latest.signed_at is None:
        return None
    day = latest.day  # the person's own day of signing, which the moment in UTC need not be
    return date(day.year + YEARS, 3, 1) if (day.month, day.day) == LEAP_DAY else day.replace(year=day.year + YEARS)


def add_statement(services: Services, declaration: UUID, text: str, *, operation: UUID | None = None) -> Change:
    """Put the person's own statement beside a record, whatever its state; it is never changed, and another can be added.

    InputError where it is empty or too long.
    """
    if not text.strip():
        raise InputError("Write what you want to add. Nothing was changed.", "statement")
    if len(text) > LONGEST_STATEMENT:
        raise InputError(f"A statement has room for {LONGEST_STATEMENT:,} characters. Nothing was changed; make it shorter, or add it in two parts.", "statement")
    at = services.clock()
    with services.store.work() as work:
        if work.events.done(operation):
            return NOTHING
        work.declarations.get(declaration)
        work.statements.add(Statement(services.new_id(), declaration, text.strip(), at, services.person))
        work.events.add(services.event(EventKind.STATEMENT_ADDED, at, declaration, operation))
        work.commit()
    return Change(declaration)


def statements(services: Services, declaration: UUID) -> tuple[Statement, ...]:
    """What was added to a record, the first added first."""
    with services.store.reading() as reading:
        return reading.statements.of(declaration)


def label(services: Services, declaration: UUID, retention: Retention, *, operation: UUID | None = None) -> Changed:
    """Say how long the record is meant to be kept; its state and its versions stay as they are."""
    return change(services, declaration, EventKind.LABELLED, lambda before, at: replace(before, retention=retention.value), operation, {"label": retention.value})
