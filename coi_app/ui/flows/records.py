"""Opening the records when they are first wanted: set up, unlock, or say plainly why not. A private check never comes here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from coi_app.domain.errors import (
    BackupUnusable,
    CannotWrite,
    DeclareError,
    InputError,
    KeyLost,
    NeedsPassphrase,
    VaultBusy,
    VaultDamaged,
)
from coi_app.ui.desk import Desk, ServicesWanted
from coi_app.ui.flows.advice import what_to_do
from coi_app.ui.flows.from_backup import FromBackup
from coi_app.ui.flows.opening import Found, Opening, has_records, look, noticed, owned
from coi_app.ui.flows.recovery_papers import RecoveryPapers
from coi_app.ui.flows.unlocking import Given, Unlocking
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import sentence_of
from coi_app.ui.page import Page
from coi_app.ui.pages.older_copy import OlderCopyPage
from coi_app.ui.pages.put_aside import PutAsidePage
from coi_app.ui.pages.recovery_key import RecoveryKeyPage
from coi_app.ui.pages.restored import RestoredPage
from coi_app.ui.pages.set_up import SetUpPage
from coi_app.ui.pages.trouble import TroublePage
from coi_app.ui.pages.unlock import UnlockPage

if TYPE_CHECKING:
    from coi_app.domain.heads import Rollback
    from coi_app.domain.recovery_key import RecoveryKey
    from coi_app.services.context import Services
    from coi_app.store.store import Store


Opened = tuple["Store", "UUID", "Rollback | None"]


class RecordsFlow(QObject):
    """Answers `desk.records_wanted`, which whoever puts the app together connects to `open`.

    `locks_wanted` asks how records that were brought from elsewhere are to be locked here.
    """

    locks_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        opening: Callable[[], Opening],
        unlocking: Unlocking,
        papers: RecoveryPapers,
        choose_again: Callable[[RecoveryKey, Callable[[], None]], None],
        backups: FromBackup,
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._opening = opening
        self._unlocking = unlocking
        self._papers = papers
        self._choose_again = choose_again
        self._backups = backups
        self._held: Store | None = None
        self._restored: Path | None = None
        desk.leaving.connect(self._let_go)
        self._then: ServicesWanted | None = None
        self._why = ""
        self._name = ""
        self._reading = False

    def unlock(self) -> None:
        """Open the records because the person asked to, and stay where they are."""
        self.open(lambda services: None, _tr("RecordsFlow", "They are on this computer, encrypted."))

    def open(self, then: ServicesWanted, why: str) -> None:
        """Open the records and go on with `then`; `why` is what the person reads if they have to do something for it."""
        if self._desk.store is not None:
            # Open already, while the content is still on its way: what asked before goes first.
            self._desk.with_content(lambda content, bundle: self._desk.with_services(then, why))
            return
        self._then, self._why = then, why
        self._look()

    def _look(self) -> None:
        self._let_go()
        self._reading = False
        desk, how = self._desk, self._opening
        desk.operations.run(lambda task: look(desk, how, asked=True), self._found, self._trouble)

    @property
    def _page(self) -> SetUpPage | UnlockPage | TroublePage | OlderCopyPage | PutAsidePage | None:
        """The page of this flow, while it is the one that is shown."""
        current = self._desk.window.navigation.current
        return current if isinstance(current, SetUpPage | UnlockPage | TroublePage | OlderCopyPage | PutAsidePage) else None

    def _found(self, found: Found) -> None:
        if found.opened:
            self._use_seen(*found.opened, found.rollback)
        elif found.exists:
            self._show_unlock()
        else:
            self._show_set_up(found)

    def _show_set_up(self, found: Found) -> None:
        from coi_app.services.safekeeping import SHORTEST_PASSPHRASE  # loads the cipher, which the first paint does not wait for

        page = SetUpPage(self._why, SHORTEST_PASSPHRASE, key_store=found.key_store, elsewhere=found.elsewhere)
        page.chosen.connect(self._set_up)
        page.backup_asked.connect(lambda: self._backups.choose(lambda path: self._begin_from(path)))
        page.backup_dropped.connect(lambda path: self._begin_from(path))
        page.left.connect(self._leave)
        self._show(page)

    def _show_unlock(self, *, by_recovery: bool = False) -> None:
        page = UnlockPage(self._why, key_store=by_recovery, backup=True)
        if by_recovery:
            page.use_recovery_key()
        page.backup_asked.connect(lambda: self._backups.choose(lambda path: self._begin_from(path)))
        tried: list[Given] = []

        def work(given: Given) -> Opened:
            tried[:] = [given]
            return self._open(given)

        self._unlocking.tend(page, work, lambda opened, given: self._unlocked(opened, given), lambda problem: self._failed(problem, *tried))
        page.left.connect(self._leave)
        self._show(page)

    def _set_up(self, name: str, passphrase: str) -> None:
        self._name = name
        folder, opening, desk = self._desk.folder, self._opening, self._desk
        self._working(_tr("RecordsFlow", "Setting up…"))
        self._desk.operations.run(lambda task: _create(folder, opening(), desk, passphrase), self._made, self._failed)

    def _unlocked(self, opened: Opened, given: Given) -> None:
        """Whoever came in by the recovery key may choose a new passphrase before they go on."""
        recovery, then = given.recovery, self._then
        if recovery is not None and not opened[0].read_only:
            self._then = lambda services: self._choose_again(recovery, lambda: then(services) if then else None)
        self._use_seen(*opened)

    def _use_seen(self, store: Store, person: UUID, seen: Rollback | None) -> None:
        """Goes on with these records, where they may not be the latest only once the person has seen it."""
        if seen is None:
            self._opened((store, person))
            return
        from coi_app.services import history  # brings in the rules, and is seldom wanted

        self._held = store
        newest = next((one for one in self._backups.there() if one[0] != self._restored), None)
        if store.read_only:
            newest = None  # going back to it is for who may write
        page = OlderCopyPage(history.said(seen), newest[1] if newest else "", reads_only=store.read_only)
        page.went_on.connect(lambda: self._go_on_with(store, person, seen))
        if newest:
            page.backup_asked.connect(lambda: self._go_back(newest[0]))
        page.left.connect(self._leave)
        self._show(page)

    def _go_on_with(self, store: Store, person: UUID, seen: Rollback) -> None:
        from coi_app.services import history  # as above

        desk, then, self._held = self._desk, self._then, None

        def record(services: Services) -> None:
            if store.read_only:
                if then:
                    then(services)
                return
            desk.operations.run(lambda task: history.go_on(services, seen), lambda _: then(services) if then else None, desk.report)

        self._then = record
        self._opened((store, person))

    def _let_go(self) -> None:
        """Closes records that the person has not gone on with."""
        store, self._held = self._held, None
        if store is not None:
            store.close()

    def _go_back(self, backup: Path) -> None:
        """Puts a backup in place of what does not open or is not the latest; that is put aside."""
        self._let_go()
        self._backups.restore(backup, self._show_asking, lambda given: self._open_restored(backup, given), self._trouble)

    def _begin_from(self, backup: Path) -> None:
        """Starts on this computer from a backup; afterwards the person chooses how it is locked here."""
        then = self._then

        def done(given: Given) -> None:
            # A recovery key leads to a new passphrase by itself.
            self._then = then if given.recovery else lambda services: self._show_restored(services, then)
            self._open_restored(backup, given)

        self._backups.begin(backup, self._show_asking, done, self._trouble)

    def _show_restored(self, services: Services, then: ServicesWanted | None) -> None:
        page = RestoredPage()

        def go_on() -> None:
            self._leave_page()
            if then:
                then(services)

        page.continued.connect(go_on)
        page.locks_asked.connect(self.locks_wanted)
        self._desk.open(page)

    def _show_asking(self, page: UnlockPage | PutAsidePage) -> None:
        if isinstance(page, PutAsidePage):
            page.kept.connect(self._try_again)
        page.left.connect(self._leave)
        self._show(page)

    def _open_restored(self, backup: Path, given: Given) -> None:
        self._restored = backup
        self._reading = False
        self._desk.operations.run(lambda task: self._open(given), lambda opened: self._unlocked(opened, given), self._trouble)

    def _open(self, given: Given) -> Opened:
        """Work for off the UI thread."""
        return _open(self._desk.folder, self._opening(), self._desk, given, read_only=self._reading)

    def _open_to_read(self, given: Given) -> None:
        """Opens them beside whoever writes, with what the person gave before or the key store, else with what they are asked for."""
        self._reading = True
        self._desk.operations.run(lambda task: self._open(given), lambda opened: self._unlocked(opened, given), self._trouble)

    def _made(self, made: tuple[Store, UUID, RecoveryKey]) -> None:
        """New records: their recovery key is shown before the person goes on with what they came for."""
        store, person, recovery = made
        then = self._then
        self._then = lambda services: self._show_recovery_key(recovery, services, then)
        self._opened((store, person))

    def _show_recovery_key(self, recovery: RecoveryKey, services: Services, then: ServicesWanted | None) -> None:
        page = RecoveryKeyPage(recovery.grouped)
        self._papers.tend(page, recovery)

        def go_on() -> None:
            self._papers.keep(page.is_kept)
            self._leave_page()
            if then:
                then(services)

        page.continued.connect(go_on)
        self._desk.open(page)

    def _opened(self, opened: tuple[Store, UUID]) -> None:
        """The page that asked is left behind, with what was typed in it, before anything else is shown."""
        if self._page is not None:
            self._leave_page()
        self._use(*opened)

    def _use(self, store: Store, person: UUID) -> None:
        then, self._then = self._then, None
        name, self._name = self._name, ""
        self._desk.use_records(store, person, lambda services: self._keep_name(services, name, then))

    def _keep_name(self, services: Services, name: str, then: ServicesWanted | None) -> None:
        def go_on(_: object = None) -> None:
            if then:
                then(services)

        if not name:
            go_on()
            return
        self._desk.operations.run(lambda task: _save_name(services, name), go_on, self._desk.report)

    def _failed(self, problem: Exception, given: Given | None = None) -> None:
        self._working("")
        page = self._page
        if isinstance(page, SetUpPage) and isinstance(problem, InputError | NeedsPassphrase | CannotWrite):
            page.notice.fail(sentence_of(problem))
        else:
            self._trouble(problem, given)

    def _trouble(self, problem: Exception, given: Given | None = None) -> None:
        if isinstance(problem, NeedsPassphrase):
            self._show_unlock()
            return
        if not isinstance(problem, DeclareError):
            self._desk.report(problem)
            return
        title, steps = what_to_do(problem)
        offered = self._backups.there() if isinstance(problem, VaultDamaged | BackupUnusable) else ()
        readable = isinstance(problem, VaultBusy | CannotWrite) and not self._reading and has_records(self._desk)
        page = TroublePage(title, sentence_of(problem), steps, offered, readable=readable, by_recovery=isinstance(problem, KeyLost))
        page.recovery_asked.connect(lambda: self._show_unlock(by_recovery=True))
        page.read_asked.connect(lambda: self._open_to_read(given or Given()))
        page.backup_chosen.connect(lambda path: self._go_back(path))
        page.tried_again.connect(self._try_again)
        page.left.connect(self._leave)
        self._show(page)

    def _try_again(self) -> None:
        self._look()

    def _working(self, words: str) -> None:
        if isinstance(self._page, SetUpPage | UnlockPage):
            self._page.working(words)

    def _show(self, page: Page) -> None:
        """Shows a page of this journey, one at a time."""
        if self._page is not None:
            self._desk.replace(page)
        else:
            self._desk.open(page)

    def _leave(self) -> None:
        self._then = None
        self._let_go()
        self._leave_page()

    def _leave_page(self) -> None:
        self._desk.window.navigation.back()
        self._desk.window.navigation.let_go_forward()


def _create(folder: Path, opening: Opening, desk: Desk, passphrase: str) -> tuple[Store, UUID, RecoveryKey]:
    from coi_app.services import safekeeping  # loads the cipher, which the first paint does not wait for

    created = safekeeping.create(
        folder, desk.surroundings.new_id, desk.now(), passphrase=passphrase or None, key_store=opening.key_store, cost=opening.cost
    )
    return *owned(created.store, desk), created.recovery


def _open(folder: Path, opening: Opening, desk: Desk, given: Given, *, read_only: bool) -> Opened:
    from coi_app.services import safekeeping  # as above

    opened = safekeeping.open_records(
        folder, passphrase=given.passphrase, recovery=given.recovery, key_store=opening.key_store, read_only=read_only, at=desk.now()
    )
    store, person = owned(opened, desk)
    return store, person, noticed(store)


def _save_name(services: Services, name: str) -> None:
    from coi_app.services import profile  # as above

    profile.save_me(services, replace(profile.me(services), name=name))
