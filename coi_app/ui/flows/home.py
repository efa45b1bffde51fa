"""Home: what waits for the person, and their interests; refreshed from what changed, in this one place."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from coi_app.domain.declaration import Kind, Status
from coi_app.ui.desk import Desk
from coi_app.ui.i18n import _tr
from coi_app.ui.pages.home import HomePage, InterestSeen, Waiting

if TYPE_CHECKING:
    from coi_app.rules.content import Content
    from coi_app.store.glance import Listed

UNLOCK = "unlock"
TONES = {Status.DRAFT: "neutral", Status.READY: "warn", Status.HANDED_OVER: "brand"}


class HomeFlow(QObject):
    """Shows home, and tells what the person chose there."""

    check_asked = Signal(str)
    topic_asked = Signal(str)
    topics_asked = Signal()
    record_asked = Signal(object)
    unlock_asked = Signal()
    declare_asked = Signal()
    nothing_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._locked = False
        self._page: HomePage | None = None
        desk.records_opened.connect(self._opened)
        desk.changed.connect(lambda change: self.refresh())

    def start(self) -> None:
        """Show home with no way back, and what is known of the records."""
        page = HomePage(_suggestions())
        page.searched.connect(self.check_asked)
        page.topic_chosen.connect(self.topic_asked)
        page.all_topics_asked.connect(self.topics_asked)
        page.waiting_chosen.connect(self._chosen)
        page.interest_chosen.connect(self._chosen)
        page.declare_asked.connect(self.declare_asked)
        page.nothing_asked.connect(self.nothing_asked)
        page.destroyed.connect(self._gone)
        self._page = page
        self._desk.start(page)
        self.refresh()

    def tell_locked(self) -> None:
        """There are records, and only a passphrase opens them."""
        self._locked = True
        self.refresh()

    def refresh(self) -> None:
        """Show what the records hold now; while they are locked, say so."""
        if self._page is None:
            return
        store = self._desk.store
        if store is None:
            self._page.show_records("", (_locked(),) if self._locked else (), ())
            return
        self._desk.operations.run(lambda task: (store.owner_name(), store.glance()), self._show, self._desk.report)

    def _opened(self) -> None:
        self._locked = False
        self.refresh()

    def _show(self, found: tuple[str, tuple[Listed, ...]]) -> None:
        if self._page is None:
            return
        name, listed = found
        waiting = tuple(_waiting(one) for one in listed if one.status in (Status.DRAFT, Status.READY) and one.kind is not Kind.PRIVATE_NOTE)
        current = [one for one in listed if one.topics]
        if not current:
            self._page.show_records(name, waiting, ())
            return
        # Titles are only shown when asked for, but the content that has them is on its way by then.
        self._desk.with_content(lambda content, bundle: self._show_titles(name, waiting, current, content))

    def _show_titles(self, name: str, waiting: tuple[Waiting, ...], current: list[Listed], content: Content) -> None:
        if self._page is not None:
            seen = tuple(_seen(one, topic, content) for one in current for topic in one.topics)
            self._page.show_records(name, waiting, seen)

    def _chosen(self, chosen: str) -> None:
        if chosen == UNLOCK:
            self.unlock_asked.emit()
        else:
            self.record_asked.emit(UUID(chosen))

    def _gone(self) -> None:
        self._page = None


def _suggestions() -> tuple[tuple[str, str], ...]:
    return (
        ("P17", _tr("HomeFlow", "Standing for council")),
        ("P20", _tr("HomeFlow", "Posting about politics")),
        ("I-04", _tr("HomeFlow", "My partner's work")),
        ("I-03", _tr("HomeFlow", "A gift")),
    )


def _locked() -> Waiting:
    return Waiting(
        UNLOCK, _tr("HomeFlow", "Locked"), "neutral", _tr("HomeFlow", "Your records are locked"),
        _tr("HomeFlow", "A private check works without them."), _tr("HomeFlow", "Unlock my records"),
    )


def _waiting(one: Listed) -> Waiting:
    saved = _moment(one)
    if one.status is Status.READY:
        return Waiting(
            str(one.id), _tr("HomeFlow", "Ready"), TONES[one.status], _tr("HomeFlow", "Signed, not handed over yet"),
            _tr("HomeFlow", "Take the guide to your manager, then say so here."), _tr("HomeFlow", "Open"),
        )
    title = _tr("HomeFlow", "A draft with {count} answers").format(count=one.answers) if one.topics else _tr("HomeFlow", "A draft")
    return Waiting(str(one.id), _tr("HomeFlow", "Draft"), TONES[Status.DRAFT], title, _tr("HomeFlow", "Saved {when}. Only you have seen it.").format(when=saved), _tr("HomeFlow", "Continue"))


def _moment(one: Listed) -> str:
    """Day and time as a person says them, such as 23 Nov 9:14."""
    local = one.changed_at.astimezone()
    return f"{local.day} {local:%b} {local.hour}:{local:%M}"


def _seen(one: Listed, topic: str, content: Content) -> InterestSeen:
    known = content.topics.get(topic)
    words = content.wording.statuses[one.status.value] if one.kind is not Kind.PRIVATE_NOTE else _tr("HomeFlow", "Private note")
    detail = f"{words} · {_moment(one)}"
    if one.role_outdated:
        detail = _tr("HomeFlow", "{detail} · your role has changed since").format(detail=detail)
    return InterestSeen(str(one.id), known.title if known else topic, detail)
