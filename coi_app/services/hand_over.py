"""Handing over: signing a draft, taking it back, and what the person says of where it went. Each call is one durable transaction.

As in `declare`, an operation that was done before changes nothing and returns what is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from coi_app.domain.assessment import Assessment
from coi_app.domain.declaration import Declaration, Kind, Status, Version
from coi_app.domain.errors import IllegalMove, InputError
from coi_app.domain.heads import HeadKind
from coi_app.domain.history import EventKind
from coi_app.domain.signed import facts_of, form_of
from coi_app.rules.bundle import pack
from coi_app.rules.explain import assess
from coi_app.services.changes import NOTHING, Change
from coi_app.services.context import Services
from coi_app.services.editing import Changed, change


def sign(services: Services, declaration: UUID, name: str, *, operation: UUID | None = None) -> Changed:
    """Sign the draft as of now: it becomes *ready*, with its results, their reasons and the exact content kept.

    InputError where the name is missing, there is no interest, or a question that is asked has no answer
    yet (`key` is that question; *not sure* is an answer). IllegalMove for a private note.
    """
    at = services.clock()
    content = services.content
    with services.store.work() as work:
        before = work.declarations.get(declaration)
        if work.events.done(operation):
            return before, NOTHING
        _check_signable(before, name)
        results = _results(services, before.latest, at.date())
        signed = replace(_under_this_content(services, before.latest, at), signed_name=name.strip(), signed_at=at)
        after = before.with_latest(signed, at).move_to(Status.READY, at)
        work.declarations.save(after)
        work.contents.keep(content.hash, content.version, pack(services.bundle))
        work.assessments.keep(declaration, signed.number, content.hash, results)
        work.events.add(services.event(EventKind.SIGNED, at, declaration, operation, {"version": signed.number, **facts_of(work.people.secret(), form_of(after, results))}))
        work.commit()
    services.store.keep_head(HeadKind.SIGNED)
    return after, Change(declaration, listing=True)


def reopen(services: Services, declaration: UUID, *, operation: UUID | None = None) -> Changed:
    """Make it a draft again: what was signed but not handed over loses its signature, what was handed over
    stays as it is and a new version begins."""

    def edit(before: Declaration, at: datetime) -> Declaration:
        draft = before.reopened(at)
        return draft.with_latest(_under_this_content(services, draft.latest, at), at)

    return change(services, declaration, EventKind.REOPENED, edit, operation)


def mark_handed_over(services: Services, declaration: UUID, on: date, *, operation: UUID | None = None) -> Changed:
    """*I gave it to my manager on …*: the person's own word; InputError for a day that is still to come."""
    if on > services.today():
        raise InputError("Choose today or an earlier day. Nothing was changed.", "on")

    def edit(before: Declaration, at: datetime) -> Declaration:
        return replace(before.move_to(Status.HANDED_OVER, at), handed_over_on=on)

    return change(services, declaration, EventKind.HANDED_OVER, edit, operation, {"on": on.isoformat()})


def mark_exported(services: Services, declaration: UUID, form: str, *, operation: UUID | None = None) -> Changed:
    """Put on record that a copy left the app, and in which form (`pdf`, `print`)."""
    return change(services, declaration, EventKind.EXPORTED, lambda before, at: before, operation, {"form": form})


def _under_this_content(services: Services, version: Version, at: datetime) -> Version:
    """The version as answered under the content in use, with its result for that day."""
    content = services.content
    return replace(version, content_hash=content.hash, content_version=content.version, day=at.date())


def _check_signable(declaration: Declaration, name: str) -> None:
    if declaration.kind is Kind.PRIVATE_NOTE:
        raise IllegalMove("A private note is never signed. Make it a declaration first; nothing was changed.")
    if not name.strip():
        raise InputError("Write your name to sign.", "name")
    if declaration.kind is Kind.INTERESTS and not declaration.latest.interests:
        raise InputError("Add an interest before you sign, or say that there is nothing to declare.", "interests")


def _results(services: Services, version: Version, day: date) -> Mapping[UUID, Assessment]:
    """The result of each interest; InputError names the first question without an answer."""
    results: dict[UUID, Assessment] = {}
    for interest in version.interests:
        result = assess(services.content, interest.topic, version.role, interest.answers, day)
        if not result.complete:
            raise InputError("A question has no answer yet; *not sure* is one.", next(iter(result.unanswered), None))
        results[interest.id] = result
    return results
