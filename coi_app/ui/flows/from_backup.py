"""Putting a backup in place of records that do not open, or where there are none yet: with the key store, else with what the person gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coi_app.domain.errors import KeyLost, NeedsPassphrase, VaultDamaged, VaultNewer, WrongKey
from coi_app.ui.desk import Desk
from coi_app.ui.flows.opening import Opening, records_condition
from coi_app.ui.flows.unlocking import Given, Unlocking
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import Messages, sentence_of
from coi_app.ui.moments import day_words, time_words
from coi_app.ui.operations import while_alive
from coi_app.ui.pages.put_aside import PutAsidePage
from coi_app.ui.pages.unlock import UnlockPage
from coi_app.ui.saving import place_for_papers

if TYPE_CHECKING:
    from coi_app.store.backup import Kept

Restored = Callable[[Given], None]


class FromBackup(QObject):
    """`choose` asks for the file, `restore` puts one back; nothing is changed before the whole of it is proved."""

    def __init__(self, desk: Desk, messages: Messages, opening: Callable[[], Opening], unlocking: Unlocking) -> None:
        super().__init__(desk)
        self._desk = desk
        self._messages = messages
        self._opening = opening
        self._unlocking = unlocking

    def choose(self, chosen: Callable[[Path], None]) -> None:
        """Ask which file it is."""
        self._messages.choose_open_file(place_for_papers(self._desk.window), _tr("FromBackup", "Backup of Declare (*.declare-backup)"), chosen)

    def there(self) -> tuple[tuple[Path, str], ...]:
        """The backups in the folder, the newest first, each with its moment in words."""
        from coi_app.services import safekeeping  # loads the cipher, which the first paint does not wait for

        return tuple((one.path, self._when(one)) for one in safekeeping.backups(self._desk.folder))

    def begin(self, backup: Path, show: Callable[[UnlockPage | PutAsidePage], None], done: Restored, failed: Callable[[Exception], None]) -> None:
        """As `restore`, for a person who starts from a backup: records that are here already stay untouched until they have read what becomes of them."""

        def found(there: bool) -> None:
            if not there:
                self.restore(backup, show, done, failed)
                return
            page = PutAsidePage(str(self._desk.folder / "backups"))
            page.confirmed.connect(lambda: self.restore(backup, show, done, failed))
            show(page)

        self._desk.operations.run(lambda task: _are_there(self._desk.folder), found, failed)

    def restore(self, backup: Path, show: Callable[[UnlockPage], None], done: Restored, failed: Callable[[Exception], None]) -> None:
        """Put this backup in place; `show` shows the page that asks for its key, where the key store does not give it out."""

        def not_at_once(problem: Exception) -> None:
            if isinstance(problem, NeedsPassphrase | KeyLost | WrongKey):
                show(self._ask(backup, done))
            else:
                failed(problem)

        self._desk.operations.run(lambda task: self._restore(backup, Given()), lambda _: done(Given()), not_at_once)

    def _ask(self, backup: Path, done: Restored) -> UnlockPage:
        why = _tr("FromBackup", "It opens with the passphrase or the recovery key of the day it was made.")
        page = UnlockPage(why, title=_tr("FromBackup", "Open your backup"), action=_tr("FromBackup", "Restore"))

        def failed(problem: Exception) -> None:
            while_alive(page, page.notice.fail)(sentence_of(problem))

        words = _tr("FromBackup", "Proving the backup, then putting it in place…")
        self._unlocking.tend(page, lambda given: self._restore(backup, given), lambda _, given: done(given), failed, words)
        return page

    def _restore(self, backup: Path, given: Given) -> None:
        from coi_app.services import safekeeping  # as above

        desk = self._desk
        safekeeping.restore(desk.folder, backup, desk.now(), passphrase=given.passphrase, recovery=given.recovery, key_store=self._opening().key_store)

    def _when(self, one: Kept) -> str:
        moment = self._desk.here(one.made_at)
        return f"{day_words(moment.date())}, {time_words(moment)}"


def _are_there(folder: Path) -> bool:
    """Whether there are records in the folder, whole or not."""
    try:
        return records_condition(folder)[0]
    except (VaultDamaged, VaultNewer):
        return True
