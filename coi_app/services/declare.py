"""Declaring: a draft with its interests, its answers and the person's own words. Each call is one durable transaction.

Every function takes an `operation` id: calling it again with the same id changes nothing and returns what is
there, so that a call whose confirmation was lost can be repeated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from coi_app.domain.answers import NOT_SURE, Answers, Value
from coi_app.domain.declaration import Declaration, Interest, Kind, Status, Version
from coi_app.domain.errors import IllegalMove, InputError, NoSuchRecord, NotDeclarable
from coi_app.domain.history import EventKind
from coi_app.rules.content import Question
from coi_app.services.changes import NOTHING, Change
from coi_app.services.context import Services
from coi_app.services.editing import Changed, change, interest_of


def start(
    services: Services,
    *,
    topic: str | None = None,
    answers: Answers | None = None,
    role: Answers | None = None,
    words: str = "",
    place: str = "",
    operation: UUID | None = None,
) -> Changed:
    """A new draft, empty or with one interest from a private check.

    Without `role`, the remembered role is taken over. Raises NotDeclarable, and stores nothing, where the
    topic is nobody's business.
    """
    interests = () if topic is None else (_interest(services, topic, answers, words),)
    return _create(services, Kind.INTERESTS, interests, role, place, operation)


def nothing_to_declare(services: Services, *, role: Answers | None = None, operation: UUID | None = None) -> Changed:
    """A new draft that says there is nothing to declare; it is signed and handed over like any other."""
    return _create(services, Kind.NOTHING_TO_DECLARE, (), role, "", operation)


def keep_private_note(
    services: Services,
    *,
    topic: str,
    answers: Answers | None = None,
    role: Answers | None = None,
    words: str = "",
    operation: UUID | None = None,
) -> Changed:
    """Keep a private check for oneself; it is never signed, and `declare_note` makes a draft of it."""
    return _create(services, Kind.PRIVATE_NOTE, (_interest(services, topic, answers, words),), role, "", operation)


def declare_note(services: Services, note: UUID, *, operation: UUID | None = None) -> Changed:
    """Make a private note a draft."""

    def edit(before: Declaration, at: datetime) -> Declaration:
        if before.kind is not Kind.PRIVATE_NOTE:
            raise IllegalMove("Only a private note can be turned into a declaration. Nothing was changed.")
        return replace(before, kind=Kind.INTERESTS, changed_at=at)

    return change(services, note, EventKind.CREATED, edit, operation, {"from": "private_note"})


def add_interest(
    services: Services,
    declaration: UUID,
    topic: str,
    *,
    answers: Answers | None = None,
    words: str = "",
    place: str = "",
    operation: UUID | None = None,
) -> Changed:
    """Add an interest, the last in the draft; NotDeclarable where the topic is nobody's business."""
    interest = _interest(services, topic, answers, words)

    def edit(before: Declaration, at: datetime) -> Declaration:
        version = before.latest.with_interest(interest)
        return before.with_latest(replace(version, place=place or version.place), at)

    # Never the topic: this stays when the draft is forgotten.
    facts = {"interest": str(interest.id)}
    return change(services, declaration, EventKind.INTEREST_ADDED, edit, operation, facts)


def remove_interest(services: Services, declaration: UUID, interest: UUID, *, place: str = "", operation: UUID | None = None) -> Changed:
    """Take an interest out of the draft, with its answers."""

    def edit(before: Declaration, at: datetime) -> Declaration:
        version = before.latest.without_interest(interest_of(before, interest).id)
        return before.with_latest(replace(version, place=place or version.place), at)

    return change(services, declaration, EventKind.INTEREST_REMOVED, edit, operation, {"interest": str(interest)})


def put_back_interest(services: Services, declaration: UUID, interest: Interest, at_place: int, *, operation: UUID | None = None) -> Changed:
    """Undo a removal: the interest stands where it stood, with its answers and words."""

    def edit(before: Declaration, at: datetime) -> Declaration:
        others = before.latest.without_interest(interest.id).interests
        return before.with_latest(replace(before.latest, interests=(*others[:at_place], interest, *others[at_place:])), at)

    facts = {"interest": str(interest.id)}
    return change(services, declaration, EventKind.INTEREST_ADDED, edit, operation, facts)


def use_remembered_role(services: Services, declaration: UUID, *, operation: UUID | None = None) -> Changed:
    """Take the role as it was stated last over into the draft, in place of an earlier one."""
    with services.store.reading() as reading:
        role = reading.people.role()

    def edit(before: Declaration, at: datetime) -> Declaration:
        if role is None:
            raise NoSuchRecord("No role is remembered any more. Nothing was changed.")
        return before.with_latest(replace(before.latest, role=role.answers, role_stated_at=role.stated_at), at)

    return change(services, declaration, EventKind.ANSWERED, edit, operation)


def save_answer(
    services: Services,
    declaration: UUID,
    interest: UUID | None,
    question: str,
    value: Value | None,
    *,
    place: str = "",
    operation: UUID | None = None,
) -> Changed:
    """Save one answer of the draft, durable when this returns; None takes the answer back.

    `interest` is None for a question about the role. `place` is the question to return to after a restart.
    """
    asked = services.content.question(question)
    if asked.table != ("role" if interest is None else "answers"):
        raise InputError("This question belongs to another part of the declaration. Nothing was changed.", question)
    _check_fits(asked, value)

    def edit(before: Declaration, at: datetime) -> Declaration:
        version = replace(before.latest, place=place or before.latest.place)
        if interest is None:
            version = replace(version, role=_answered(version.role, question, value), role_stated_at=at)
        else:
            known = interest_of(before, interest)
            version = version.with_interest(replace(known, answers=_answered(known.answers, question, value)))
        return before.with_latest(version, at)

    facts = {"question": question} | ({"interest": str(interest)} if interest else {})
    return change(services, declaration, EventKind.ANSWERED, edit, operation, facts)


def save_words(services: Services, declaration: UUID, interest: UUID, words: str, *, operation: UUID | None = None) -> Changed:
    """Save what the person says about the interest in their own words."""
    return _save_text(services, declaration, interest, operation, lambda known: replace(known, words=words))


def save_seen_differently(services: Services, declaration: UUID, interest: UUID, words: str, *, operation: UUID | None = None) -> Changed:
    """Save *I see it differently*, in the person's own words; it is printed beside the result."""
    return _save_text(services, declaration, interest, operation, lambda known: replace(known, seen_differently=words))


def keep_place(services: Services, declaration: UUID, place: str, *, operation: UUID | None = None) -> Changed:
    """Remember which question to return to after a restart, without an answer."""

    def edit(before: Declaration, at: datetime) -> Declaration:
        return before.with_latest(replace(before.latest, place=place), before.changed_at)

    return change(services, declaration, EventKind.PLACE_KEPT, edit, operation)


def forget(services: Services, declaration: UUID, *, reason: str = "", operation: UUID | None = None) -> Change:
    """Take a draft or a private note out of the records for good; IllegalMove once it was signed or handed over.

    What stays is that something was forgotten, when, and why where the person says so; not what. When this returns, no page of
    the file and its log holds it, as long as no second window is reading.
    """
    with services.store.work() as work:
        if work.events.done(operation):
            return NOTHING
        before = work.declarations.get(declaration)
        if before.status is not Status.DRAFT or len(before.versions) > 1:
            raise IllegalMove("Only a draft that was never handed over can be forgotten. Nothing was changed.")
        work.declarations.remove(declaration)
        parked = work.parked.get()
        if parked is not None and parked.place.get("declaration") == str(declaration):
            work.parked.clear()
        work.events.add(services.event(EventKind.DISPOSED, services.clock(), declaration, operation, reason=reason.strip()))
        work.commit()
    services.store.fold_log()
    return Change(declaration, listing=True)


def _create(
    services: Services,
    kind: Kind,
    interests: tuple[Interest, ...],
    role: Answers | None,
    place: str,
    operation: UUID | None,
) -> Changed:
    at = services.clock()
    with services.store.work() as work:
        done = work.events.done(operation)
        if done and done.declaration:
            return work.declarations.get(done.declaration), NOTHING
        remembered = work.people.role() if role is None else None
        version = Version(
            number=1,
            content_hash=services.content.hash,
            content_version=services.content.version,
            day=at.date(),
            role=remembered.answers if remembered else role or Answers(),
            role_stated_at=remembered.stated_at if remembered else at if role else None,
            interests=interests,
            place=place,
        )
        made = Declaration(services.new_id(), services.person, kind, Status.DRAFT, at, at, (version,))
        work.declarations.save(made)
        facts = {"interests": len(interests)}
        work.events.add(services.event(EventKind.CREATED, at, made.id, operation, facts))
        work.commit()
    return made, Change(made.id, listing=True)


def _save_text(
    services: Services,
    declaration: UUID,
    interest: UUID,
    operation: UUID | None,
    put: Callable[[Interest], Interest],
) -> Changed:
    def edit(before: Declaration, at: datetime) -> Declaration:
        return before.with_latest(before.latest.with_interest(put(interest_of(before, interest))), at)

    return change(services, declaration, EventKind.WORDS_CHANGED, edit, operation, {"interest": str(interest)})


def _interest(services: Services, topic: str, answers: Answers | None, words: str) -> Interest:
    """A new interest; NotDeclarable where there is nothing that anyone may ask about."""
    if not services.content.topic(topic).declarable:
        raise NotDeclarable("This is nobody's business but yours: there is nothing to declare, and nothing was stored.")
    return Interest(services.new_id(), topic, answers or Answers(), words)


def _check_fits(question: Question, value: Value | None) -> None:
    """InputError where the value is not of the question's kind, or no card of it."""
    if value is None or value == NOT_SURE:
        return
    chosen = value if isinstance(value, tuple) else (value,)
    kind = {"many": tuple, "number": int}.get(question.kind, str)
    cards = question.kind in ("one", "many")
    if type(value) is not kind or (cards and any(option not in question.by_option for option in chosen)):
        raise InputError("This is no answer to this question. Nothing was changed.", question.id)


def _answered(answers: Answers, question: str, value: Value | None) -> Answers:
    return answers.without(question) if value is None else answers.with_answer(question, value)
