"""The records as home shows them: what waits for the person, and their interests with titles that may come later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coi_app.domain.declaration import Kind, Status
from coi_app.ui.i18n import _tr
from coi_app.ui.moments import day_words, time_words

if TYPE_CHECKING:
    from datetime import datetime

    from coi_app.rules.content import Content
    from coi_app.store.glance import Listed

UNLOCK, TYPED = "unlock", "typed"
_TONES: Mapping[Status, str] = {Status.DRAFT: "neutral", Status.READY: "warn"}


@dataclass(frozen=True)
class Waiting:
    """Something for the person to do: pressing `action` tells `id`."""

    id: str
    status: str
    tone: str
    title: str
    detail: str
    action: str


@dataclass(frozen=True)
class InterestSeen:
    """One of the person's interests: its title is covered until asked for, and empty until the content is loaded."""

    id: str
    title: str
    detail: str
    topic: str = ""


def locked() -> Waiting:
    """What waits where there are records that only the person can open."""
    return Waiting(
        UNLOCK, _tr("HomeFlow", "Locked"), "neutral", _tr("HomeFlow", "Your records are locked"),
        _tr("HomeFlow", "A private check works without them."), _tr("HomeFlow", "Unlock my records"),
    )


def typed_here(at: datetime) -> Waiting:
    """What a lock has parked and nobody took back."""
    local = at.astimezone()
    return Waiting(
        TYPED, _tr("HomeFlow", "Not finished"), "warn", _tr("HomeFlow", "You were typing here"),
        _tr("HomeFlow", "What you typed before {when} is kept in your records.").format(when=f"{day_words(local.date())} {time_words(local)}"),
        _tr("HomeFlow", "Go on typing"),
    )


def waiting(listed: tuple[Listed, ...]) -> tuple[Waiting, ...]:
    """The drafts to go on with, and what was signed and is still to be handed over."""
    return tuple(_waiting(one) for one in listed if one.status in _TONES and one.kind is not Kind.PRIVATE_NOTE)


def interests(listed: tuple[Listed, ...]) -> tuple[InterestSeen, ...]:
    """Every interest that is kept, its title still to come."""
    return tuple(InterestSeen(str(one.id), "", detail, topic) for one in listed if one.topics for detail in (_detail(one),) for topic in one.topics)


def with_titles(seen: tuple[InterestSeen, ...], content: Content) -> tuple[InterestSeen, ...]:
    """The same interests with their titles."""
    return tuple(replace(one, title=content.topics[one.topic].title if one.topic in content.topics else one.topic) for one in seen)


def status_word(status: Status) -> str:
    """A state in the content's own word, known before the content is loaded."""
    return {
        Status.DRAFT: _tr("HomeFlow", "Draft"),
        Status.READY: _tr("HomeFlow", "Ready"),
        Status.HANDED_OVER: _tr("HomeFlow", "Handed over"),
        Status.UNDER_REVIEW: _tr("HomeFlow", "Under review"),
        Status.DECIDED: _tr("HomeFlow", "Decided"),
        Status.ANSWERED: _tr("HomeFlow", "Answered"),
        Status.CLOSED: _tr("HomeFlow", "Closed"),
    }[status]


def _waiting(one: Listed) -> Waiting:
    if one.status is Status.READY:
        title, detail = _tr("HomeFlow", "Signed, not handed over yet"), _tr("HomeFlow", "Take the guide to your manager, then say so here.")
        return Waiting(str(one.id), status_word(one.status), _TONES[one.status], title, detail, _tr("HomeFlow", "Open"))
    title = _draft_words(one.answers) if one.topics else _tr("HomeFlow", "A draft")
    detail = _tr("HomeFlow", "Saved {when}. Only you have seen it.").format(when=_when(one))
    return Waiting(str(one.id), status_word(one.status), _TONES[one.status], title, detail, _tr("HomeFlow", "Continue"))


def _draft_words(answers: int) -> str:
    """What is answered of the interests; what was told of the role alone is not counted, nor told as nothing."""
    if not answers:
        return _tr("HomeFlow", "A draft you have begun")
    return _tr("HomeFlow", "A draft with 1 answer") if answers == 1 else _tr("HomeFlow", "A draft with {count} answers").format(count=answers)


def _detail(one: Listed) -> str:
    word = _tr("HomeFlow", "Private note") if one.kind is Kind.PRIVATE_NOTE else status_word(one.status)
    detail = f"{word} · {_when(one)}"
    if one.role_outdated:
        return _tr("HomeFlow", "{detail} · your role has changed since").format(detail=detail)
    return detail


def _when(one: Listed) -> str:
    """Day and time as a person says them, such as "23 Nov 2026 9:14"."""
    local = one.changed_at.astimezone()
    return f"{day_words(local.date())} {time_words(local)}"
