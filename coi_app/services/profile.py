"""Who I am, and the role I asked to have remembered."""

from __future__ import annotations

from uuid import UUID

from coi_app.domain.answers import Answers
from coi_app.domain.errors import NoSuchRecord
from coi_app.domain.history import EventKind
from coi_app.domain.people import Person, Role
from coi_app.services.changes import NOTHING, Change
from coi_app.services.context import Services


def me(services: Services) -> Person:
    """Whose records these are, as far as they said."""
    with services.store.reading() as reading:
        return _sure(reading.people.owner())


def save_me(services: Services, person: Person, *, operation: UUID | None = None) -> tuple[Person, Change]:
    """Keep what the person says of themselves: name, job title, agency, manager, support person."""
    with services.store.work() as work:
        before = _sure(work.people.owner())
        if person == before or work.events.done(operation):
            return before, NOTHING
        work.people.save(person)
        work.events.add(services.event(EventKind.PERSON_CHANGED, services.clock(), operation=operation))
        work.commit()
    return person, Change(person=True)


def role(services: Services) -> Role | None:
    """The remembered role; None where the person did not ask to have it remembered."""
    with services.store.reading() as reading:
        return reading.people.role()


def remember_role(services: Services, answers: Answers, *, operation: UUID | None = None) -> tuple[Role | None, Change]:
    """Remember the role as stated now; results from an earlier role that said something else are then out of date."""
    return _remember(services, Role(answers, services.clock()), operation)


def forget_role(services: Services, *, operation: UUID | None = None) -> Change:
    """Forget the remembered role; declarations keep the role that they were made with."""
    return _remember(services, None, operation)[1]


def _remember(services: Services, stated: Role | None, operation: UUID | None) -> tuple[Role | None, Change]:
    with services.store.work() as work:
        before = work.people.role()
        if work.events.done(operation):
            return before, NOTHING
        if stated and before and stated.answers == before.answers:
            return before, NOTHING
        work.people.remember(stated)
        work.events.add(services.event(EventKind.ROLE_CHANGED, services.clock(), operation=operation))
        work.commit()
    return stated, Change(role=True, listing=True)


def _sure(person: Person | None) -> Person:
    if person is None:
        raise NoSuchRecord("These records do not say yet whose they are. Close Declare and open it again.")
    return person
