"""What happened, in words: each event with its day, and never an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from coi_app.domain.history import Event, EventKind
from coi_app.services.history import Happened
from coi_app.ui.i18n import _tr
from coi_app.ui.moments import day_words, time_words


@dataclass(frozen=True)
class Line:
    """One thing that happened: when, and what; `times` where the same happened again and again within one day."""

    when: str
    what: str
    times: int = 1


def lines(happened: Iterable[Happened], here: Callable[[datetime], datetime]) -> tuple[Line, ...]:
    """The events in words, the latest first; what was done over and over in one day is one line with its number."""
    found: list[tuple[object, Line]] = []
    for one in happened:
        moment = here(one.event.at)
        key = (_what(one), one.event.declaration, moment.date())
        when = f"{day_words(moment.date())}, {time_words(moment)}"
        if found and found[-1][0] == key:
            found[-1] = (key, Line(when, found[-1][1].what, found[-1][1].times + 1))
        else:
            found.append((key, Line(when, _what(one), 1)))
    return tuple(line for _, line in reversed(found))


def _what(one: Happened) -> str:
    told = _told(one.event)
    words = told if one.mine else _tr("Happened", "{what}, not by you").format(what=told)
    return _tr("Happened", "{what}. Why: {reason}").format(what=words, reason=one.event.reason) if one.event.reason else words


def _told(event: Event) -> str:
    """What happened, with what the event tells of it beside its kind: a version, a day, a form."""
    facts = event.facts
    if event.kind is EventKind.SIGNED and int(facts.get("version", 1)) > 1:
        return _tr("Happened", "Version {number} signed").format(number=facts["version"])
    if event.kind is EventKind.HANDED_OVER and "on" in facts:
        return _tr("Happened", "Handed over on {day}, as you said").format(day=day_words(date.fromisoformat(str(facts["on"]))))
    if event.kind is EventKind.EXPORTED:
        forms = {
            "pdf": _tr("Happened", "A copy saved as a PDF"),
            "print": _tr("Happened", "A copy sent to a printer"),
            "text": _tr("Happened", "A copy of the whole record saved as text"),
        }
        return forms.get(str(facts.get("form")), _words(event.kind))
    return _words(event.kind)


def _words(kind: EventKind) -> str:
    return {
        EventKind.CREATED: _tr("Happened", "Begun"),
        EventKind.ANSWERED: _tr("Happened", "A question answered"),
        EventKind.INTEREST_ADDED: _tr("Happened", "An interest added"),
        EventKind.INTEREST_REMOVED: _tr("Happened", "An interest removed"),
        EventKind.WORDS_CHANGED: _tr("Happened", "Own words changed"),
        EventKind.PLACE_KEPT: _tr("Happened", "The place to go on kept"),
        EventKind.SIGNED: _tr("Happened", "Signed"),
        EventKind.HANDED_OVER: _tr("Happened", "Said to be handed over"),
        EventKind.OPENED: _tr("Happened", "Opened by the manager, as their reply says"),
        EventKind.DECIDED: _tr("Happened", "Decided"),
        EventKind.REOPENED: _tr("Happened", "Made a draft again"),
        EventKind.ROLE_CHANGED: _tr("Happened", "The remembered role changed"),
        EventKind.PERSON_CHANGED: _tr("Happened", "Name and place of work changed"),
        EventKind.STATEMENT_ADDED: _tr("Happened", "A statement added"),
        EventKind.LABELLED: _tr("Happened", "How long to keep it said"),
        EventKind.EXPORTED: _tr("Happened", "A copy left the app: saved or printed"),
        EventKind.IMPORTED: _tr("Happened", "Records brought in from an archive"),
        EventKind.BACKED_UP: _tr("Happened", "Backed up"),
        EventKind.RESTORED: _tr("Happened", "Gone back to a backup"),
        EventKind.OLDER_COPY_SEEN: _tr("Happened", "An older copy seen and taken up"),
        EventKind.LOCK_CHANGED: _tr("Happened", "What opens the records changed"),
        EventKind.DISPOSED: _tr("Happened", "Forgotten: the record is gone, this line stays"),
    }[kind]

