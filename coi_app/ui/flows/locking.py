"""Locking the window and unlocking it: what is half typed goes into the encrypted file, then the key is let go; the way back leads to the same place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from coi_app.domain.errors import CannotWrite, DeclareError, VaultBusy
from coi_app.ui.flows.opening import has_records
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import sentence_of
from coi_app.ui.pages.unlock import UnlockPage
from coi_app.ui.parking import parked

if TYPE_CHECKING:
    from coi_app.store.store import Store
    from coi_app.ui.desk import Desk
    from coi_app.ui.flows.opening import Opening
    from coi_app.ui.flows.unlocking import Given, Unlocking

T = TypeVar("T")


class LockingFlow(QObject):
    """Without records there is nothing to unlock with, so that locking is the cover. `recovered` tells that the recovery key opened them."""

    recovered = Signal(object)

    def __init__(self, desk: Desk, opening: Callable[[], Opening], unlocking: Callable[[], Unlocking]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._opening = opening
        self._unlocking = unlocking
        self._page: UnlockPage | None = None
        self._waits = False
        self._why = ""

    def lock(self, why: str = "") -> None:
        """Cover everything at once; what is being saved is let end, then the key goes. A private check stays in memory, behind the lock.

        `why` is said on the page that opens the records again, where it was not the person who locked them.
        """
        window = self._desk.window
        if window.locked:
            return
        if self._desk.store is None and not has_records(self._desk):
            if not window.covered:
                window.cover()
            return
        self._why, self._page = why, self._show()
        window.lock(self._page)
        self._desk.leaving.emit()
        self._when_idle(self._let_key_go)

    def _show(self) -> UnlockPage:
        page = UnlockPage(
            _tr("LockingFlow", "Nothing was lost. Open your records to go on where you were."),
            title=_tr("LockingFlow", "Declare is locked"),
            leave=_tr("LockingFlow", "Close Declare"),
        )
        page.left.connect(self._desk.window.close)
        page.working(_tr("LockingFlow", "Locking…"))
        return page

    def _when_idle(self, then: Callable[[], None]) -> None:
        """When nothing is under way any more: a save may lead to another."""
        operations = self._desk.operations
        if operations.is_idle:
            then()
        elif not self._waits:
            self._waits = True
            operations.idle.connect(self._idle)

    def _idle(self) -> None:
        self._waits = False
        self._desk.operations.idle.disconnect(self._idle)
        self._let_key_go()

    def _let_key_go(self) -> None:
        desk = self._desk
        store, page = desk.store, parked(desk.window.navigation.current, desk.now(), desk.window.focus_behind)
        desk.operations.run(lambda task: _lock(desk, store, page), self._locked, lambda problem: self._locked((False, sentence_of(problem))))

    def _locked(self, locked: tuple[bool, str]) -> None:
        page, (key_store, problem) = self._page, locked
        if page is None:
            return
        page.working("")
        if key_store:
            page.use_key_store()
        if problem or self._why:
            page.notice.say(" ".join(each for each in (self._why, problem) if each), "warn")
        page.first_focus().setFocus()
        self._unlocking().tend(page, self._work, self._opened, self._failed)

    def _work(self, given: Given) -> tuple[Store, UUID] | None:
        """Off the UI thread: the records as they were, or opened for the first time where they were not open when the window was locked."""
        desk, how, store = self._desk, self._opening, self._desk.store
        from coi_app.services import safekeeping  # loads the cipher, which the first paint does not wait for

        if store is not None:
            safekeeping.open_again(store, passphrase=given.passphrase, recovery=given.recovery, key_store=how().key_store)
            return None
        from coi_app.ui.flows.opening import owned  # as above

        def opened(*, read_only: bool) -> Store:
            return safekeeping.open_records(
                desk.folder, passphrase=given.passphrase, recovery=given.recovery, key_store=how().key_store, read_only=read_only, at=desk.now()
            )

        try:
            return owned(opened(read_only=False), desk)
        except (VaultBusy, CannotWrite):
            # Nobody is kept from their own window because they may only read.
            return owned(opened(read_only=True), desk)

    def _opened(self, opened: tuple[Store, UUID] | None, given: Given) -> None:
        desk, self._page = self._desk, None
        desk.window.unlock()
        if opened is not None:
            desk.use_records(*opened)
        elif desk.store is not None and not desk.store.read_only:
            # The text is where it was, on the page; kept twice it would be offered again.
            store = desk.store
            desk.operations.run(lambda task: _forget_parked(store), lambda _: None, desk.report)
        if given.recovery is not None:
            self.recovered.emit(given.recovery)

    def _failed(self, problem: Exception) -> None:
        """What is wrong stands on the page of the lock: nothing is opened over it."""
        if self._page is not None:
            self._page.notice.say(sentence_of(problem), "stop", focus=True)


def _lock(desk: Desk, store: Store | None, page: object) -> tuple[bool, str]:
    """Let the key go; whether the key store gives it back, and what went wrong with keeping the page."""
    from coi_app.domain.kept import Parked  # as above
    from coi_app.services import safekeeping  # as above
    from coi_app.store.vault import Condition

    problem = ""
    if store is not None and store.read_only and page is not None:
        problem = _tr("LockingFlow", "What you were typing is not in your records, which are open to read only. It is still on its page while Declare stays open.")
    if store is not None:
        try:
            safekeeping.lock(store, page if isinstance(page, Parked) else None)
        except DeclareError as told:
            problem = _tr("LockingFlow", "What you were typing is not in your records. It is still on its page while Declare stays open. {sentence}").format(sentence=told)
    try:
        return safekeeping.condition(desk.folder) is Condition.OPENS_WITH_KEY_STORE, problem
    except DeclareError as told:
        return False, problem or str(told)


def _forget_parked(store: Store) -> None:
    from coi_app.services import safekeeping  # as above

    if safekeeping.parked(store) is not None:
        safekeeping.park(store, None)
