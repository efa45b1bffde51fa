"""Opening the records when they are first wanted: set up, unlock, or say plainly why not. A private check never comes here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from coi_app.domain.errors import CannotWrite, DeclareError, InputError, KeyLost, NeedsPassphrase, VaultBusy, VaultDamaged, VaultMoved, VaultNewer
from coi_app.ui.desk import Desk, ServicesWanted
from coi_app.ui.flows.opening import Found, Opening, look, owned
from coi_app.ui.flows.recovery_papers import RecoveryPapers
from coi_app.ui.flows.unlocking import Given, Unlocking
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import sentence_of
from coi_app.ui.page import Page
from coi_app.ui.pages.recovery_key import RecoveryKeyPage
from coi_app.ui.pages.set_up import SetUpPage
from coi_app.ui.pages.trouble import TroublePage
from coi_app.ui.pages.unlock import UnlockPage

if TYPE_CHECKING:
    from coi_app.domain.recovery_key import RecoveryKey
    from coi_app.services.context import Services
    from coi_app.store.store import Store


class RecordsFlow(QObject):
    """Answers `desk.records_wanted`, which whoever puts the app together connects to `open`."""

    def __init__(
        self,
        desk: Desk,
        opening: Callable[[], Opening],
        unlocking: Unlocking,
        papers: RecoveryPapers,
        choose_again: Callable[[RecoveryKey, Callable[[], None]], None],
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._opening = opening
        self._unlocking = unlocking
        self._papers = papers
        self._choose_again = choose_again
        self._then: ServicesWanted | None = None
        self._why = ""
        self._name = ""

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
        desk, how = self._desk, self._opening
        desk.operations.run(lambda task: look(desk, how, asked=True), self._found, self._trouble)

    @property
    def _page(self) -> SetUpPage | UnlockPage | TroublePage | None:
        """The page of this flow, while it is the one that is shown."""
        current = self._desk.window.navigation.current
        return current if isinstance(current, SetUpPage | UnlockPage | TroublePage) else None

    def _found(self, found: Found) -> None:
        if found.opened:
            self._use(*found.opened)
        elif found.exists:
            self._show_unlock()
        else:
            self._show_set_up(found)

    def _show_set_up(self, found: Found) -> None:
        from coi_app.services.safekeeping import SHORTEST_PASSPHRASE  # loads the cipher, which the first paint does not wait for

        page = SetUpPage(self._why, SHORTEST_PASSPHRASE, key_store=found.key_store, elsewhere=found.elsewhere)
        page.chosen.connect(self._set_up)
        page.left.connect(self._leave)
        self._show(page)

    def _show_unlock(self) -> None:
        page = UnlockPage(self._why)
        folder, opening, desk = self._desk.folder, self._opening, self._desk
        self._unlocking.tend(page, lambda given: _open(folder, opening(), desk, given), lambda opened, given: self._unlocked(opened, given), self._failed)
        page.left.connect(self._leave)
        self._show(page)

    def _set_up(self, name: str, passphrase: str) -> None:
        self._name = name
        folder, opening, desk = self._desk.folder, self._opening, self._desk
        self._working(_tr("RecordsFlow", "Setting up…"))
        self._desk.operations.run(lambda task: _create(folder, opening(), desk, passphrase), self._made, self._failed)

    def _unlocked(self, opened: tuple[Store, UUID], given: Given) -> None:
        """Whoever came in by the recovery key may choose a new passphrase before they go on."""
        recovery, then = given.recovery, self._then
        if recovery is not None:
            self._then = lambda services: self._choose_again(recovery, lambda: then(services) if then else None)
        self._opened(opened)

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

    def _failed(self, problem: Exception) -> None:
        self._working("")
        page = self._page
        if isinstance(page, SetUpPage) and isinstance(problem, InputError | NeedsPassphrase | CannotWrite):
            page.notice.fail(sentence_of(problem))
        else:
            self._trouble(problem)

    def _trouble(self, problem: Exception) -> None:
        if isinstance(problem, NeedsPassphrase):
            self._show_unlock()
            return
        if not isinstance(problem, DeclareError):
            self._desk.report(problem)
            return
        title, steps = _what_to_do(problem)
        page = TroublePage(title, sentence_of(problem), steps)
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


def _open(folder: Path, opening: Opening, desk: Desk, given: Given) -> tuple[Store, UUID]:
    from coi_app.services import safekeeping  # as above

    return owned(safekeeping.open_records(folder, passphrase=given.passphrase, recovery=given.recovery, key_store=opening.key_store, at=desk.now()), desk)


def _save_name(services: Services, name: str) -> None:
    from coi_app.services import profile  # as above

    profile.save_me(services, replace(profile.me(services), name=name))


def _what_to_do(problem: DeclareError) -> tuple[str, tuple[str, ...]]:
    """A title for the kind of trouble, and what a person can do about it."""
    kept = _tr("RecordsFlow", "Nothing was changed, and nothing was lost by trying.")
    if isinstance(problem, VaultBusy):
        return _tr("RecordsFlow", "Your records are open elsewhere"), (kept, _tr("RecordsFlow", "Close the other window of Declare, then try again."))
    if isinstance(problem, VaultMoved):
        return _tr("RecordsFlow", "Your records were moved while they were open"), (
            _tr("RecordsFlow", "What was saved before that is in the file that was moved."),
            _tr("RecordsFlow", "Put the file back in its folder, then close Declare and open it again."),
        )
    if isinstance(problem, VaultNewer):
        return _tr("RecordsFlow", "Your records are from a newer Declare"), (kept, _tr("RecordsFlow", "Install the newer version, then open them with it."))
    if isinstance(problem, VaultDamaged):
        return _tr("RecordsFlow", "Your records cannot be read"), (
            kept,
            _tr("RecordsFlow", "Leave the files where they are. If you have a backup, put it back in the same folder."),
        )
    if isinstance(problem, KeyLost):
        return _tr("RecordsFlow", "The key to your records is not there"), (
            kept,
            _tr("RecordsFlow", "Sign in to this computer as you did when you set them up, and try again."),
        )
    if isinstance(problem, CannotWrite):
        return _tr("RecordsFlow", "Declare cannot write here"), (kept, _tr("RecordsFlow", "Make room on the disk, or ask who looks after this computer, then try again."))
    return _tr("RecordsFlow", "Your records cannot be opened now"), (kept,)
