"""My declarations: the list, and forgetting with a way back until the person goes on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from coi_app.domain.declaration import Kind, Status
from coi_app.rules.content import Content
from coi_app.services import backup, declare, hand_over, mine
from coi_app.services.changes import Change
from coi_app.services.context import Services
from coi_app.store.glance import Listed
from coi_app.ui.desk import Desk
from coi_app.ui.flows.opening import records_condition
from coi_app.ui.i18n import _tr
from coi_app.ui.moments import day_words, time_words
from coi_app.ui.operations import while_alive
from coi_app.ui.page import Page
from coi_app.ui.pages.mine import Mine, MinePage
from coi_app.ui.tones import STATUS_TONES


class MineFlow(QObject):
    """Shows the list. What is to be forgotten is off the list at once, and out of the records when the person goes on."""

    opened = Signal(object)
    declare_asked = Signal()
    nothing_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._forgetting: UUID | None = None
        desk.changed.connect(lambda change: self._refresh())
        desk.window.navigation.page_shown.connect(self._shown)
        desk.leaving.connect(self._forget)

    def start(self) -> None:
        """Show the list, empty where there are no records yet."""
        if self._desk.services is not None:
            self._list()
            return
        folder = self._desk.folder
        self._desk.operations.run(lambda task: records_condition(folder), lambda found: self._start(found[0]), lambda problem: self._ask_for_records())

    def forget(self, declaration: UUID) -> None:
        """Show the list without this one; it is gone for good as soon as another page is shown."""
        self._forget()
        services = self._desk.services
        if services is not None:
            self._desk.operations.run(lambda task: services.store.check_writable(), lambda _: self._begin_forgetting(declaration), self._desk.report)

    def _begin_forgetting(self, declaration: UUID) -> None:
        self._forgetting = declaration
        self._list()

    @property
    def _page(self) -> MinePage | None:
        """The page of this flow, while it is the one that is shown."""
        current = self._desk.window.navigation.current
        return current if isinstance(current, MinePage) else None

    def _start(self, has_records: bool) -> None:
        if has_records:
            self._ask_for_records()
        else:
            self._show(())

    def _ask_for_records(self) -> None:
        why = _tr("MineFlow", "Your declarations are on this computer, encrypted.")
        self._desk.with_services(lambda services: self._list(), why)

    def _list(self) -> None:
        services = self._desk.services
        if services is not None:
            self._desk.operations.run(lambda task: mine.listed(services.store), lambda listed: self._show(self._left(listed)), self._desk.report)

    def _show(self, listed: tuple[Listed, ...]) -> None:
        page = MinePage(self._in_words(listed))
        page.opened.connect(self.opened)
        page.declare_asked.connect(self.declare_asked)
        page.nothing_asked.connect(self.nothing_asked)
        page.undo_asked.connect(self._undo)
        self._desk.start(page)
        if self._forgetting is not None:
            self._say_forgetting(page, _tr("MineFlow", "It is forgotten for good when you leave this page."))
            self._look_for_backups(page, self._forgetting)

    def _say_forgetting(self, page: MinePage, words: str) -> None:
        page.notice.say(words, link=_tr("MineFlow", "Undo: keep it"), focus=True)

    def _look_for_backups(self, page: MinePage, declaration: UUID) -> None:
        """Say at the moment of forgetting which copies still hold it, and until when."""
        services = self._desk.services
        if services is None:
            return

        def found(held: backup.StillHeld | None) -> None:
            if held and self._forgetting == declaration:
                self._say_forgetting(page, _still_held(held))

        self._desk.operations.run(lambda task: backup.still_held(services, declaration), while_alive(page, found), lambda problem: None)  # what is said already is true without it

    def _refresh(self) -> None:
        services = self._desk.services
        if services is not None and self._page is not None:
            self._desk.operations.run(lambda task: mine.listed(services.store), self._show_anew, self._desk.report)

    def _show_anew(self, listed: tuple[Listed, ...]) -> None:
        if self._page is not None:
            self._page.show_mine(self._in_words(self._left(listed)))

    def _left(self, listed: tuple[Listed, ...]) -> tuple[Listed, ...]:
        return tuple(one for one in listed if one.id != self._forgetting)

    def _in_words(self, listed: tuple[Listed, ...]) -> tuple[Mine, ...]:
        services = self._desk.services
        return tuple(_mine(one, services.content, self._desk.here(one.changed_at)) for one in listed) if services else ()

    def _undo(self) -> None:
        self._forgetting = None
        self._refresh()
        if self._page is not None:
            self._page.notice.say(_tr("MineFlow", "It is kept, as it was."), focus=True)

    def _shown(self, page: Page) -> None:
        if not isinstance(page, MinePage):
            self._forget()

    def _forget(self) -> None:
        services, declaration = self._desk.services, self._forgetting
        self._forgetting = None
        if services is not None and declaration is not None:
            if self._page is not None:
                # The window closes or is locked over this page: it must not offer any more to take that back.
                self._page.notice.say(_tr("MineFlow", "It is forgotten for good."))
            self._desk.operations.run(lambda task: _forget(services, declaration), self._desk.changed.emit, self._desk.report)


def _forget(services: Services, declaration: UUID) -> Change:
    """A signed one is a draft again first: its signature goes before it does."""
    if mine.whole(services, declaration).declaration.status is Status.READY:
        hand_over.reopen(services, declaration)
    return declare.forget(services, declaration)


def _mine(one: Listed, content: Content, changed: datetime) -> Mine:
    note = one.kind is Kind.PRIVATE_NOTE
    when = _tr("MineFlow", "Changed {day}, {time}.").format(day=day_words(changed.date()), time=time_words(changed))
    if one.role_outdated:
        when = _tr("MineFlow", "{when} Your role has changed since: the result is out of date.").format(when=when)
    return Mine(
        id=one.id,
        status=_tr("MineFlow", "Private note") if note else content.wording.statuses[one.status.value],
        means=_tr("MineFlow", "only you see it") if note else content.wording.status_meanings[one.status.value],
        tone="neutral" if note else STATUS_TONES[one.status],
        titles=tuple(content.topics[topic].title for topic in one.topics if topic in content.topics),
        detail=when,
        draft=one.status is Status.DRAFT and not note,
        nothing=one.kind is Kind.NOTHING_TO_DECLARE,
    )


def _still_held(held: backup.StillHeld) -> str:
    """What is said of the copies that hold what is being forgotten."""
    told = [_tr("MineFlow", "It is forgotten for good when you leave this page.")]
    if held.until is not None:
        told.append(_tr("MineFlow", "{count} of your backups still hold it, until {day} if one is made each month, and longer if not.").format(count=len(held.backups), day=day_words(held.until)))
    if held.before:
        told.append(_tr("MineFlow", "A copy from before an update of Declare may hold it too, until you remove it."))
    told.append(_tr("MineFlow", "Under My information you can remove them now. What you saved or printed elsewhere stays there."))
    return " ".join(told)
