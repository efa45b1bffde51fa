"""Changing how the records are locked: proof first, then the new way; what opened them before does so until the new one is proven."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coi_app.domain.errors import DeclareError, InputError
from coi_app.services import backup, relock
from coi_app.services.context import Services
from coi_app.services.safekeeping import SHORTEST_PASSPHRASE
from coi_app.store.unlock import Proof
from coi_app.ui import preferences
from coi_app.ui.desk import Desk
from coi_app.ui.flows.opening import Opening
from coi_app.ui.flows.recovery_papers import RecoveryPapers
from coi_app.ui.flows.unlocking import Given, Unlocking
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import sentence_of
from coi_app.ui.operations import while_alive
from coi_app.ui.page import Page
from coi_app.ui.pages.locks import LocksPage, LocksShown, minutes_words
from coi_app.ui.pages.new_passphrase import NewPassphrasePage, PassphraseSetPage
from coi_app.ui.pages.recovery_key import RecoveryKeyPage
from coi_app.ui.pages.unlock import UnlockPage

if TYPE_CHECKING:
    from coi_app.domain.recovery_key import RecoveryKey


class Wish(Enum):
    """What is to be changed."""

    PASSPHRASE = auto()
    KEY_STORE = auto()
    RECOVERY_KEY = auto()
    NEW_KEY = auto()


@dataclass(frozen=True)
class _Change:
    """A change under way, for a person who has shown that they may make it."""

    wish: Wish
    services: Services
    locks: LocksPage
    ways: relock.WaysIn
    proof: Proof
    passphrase: str | None = None


class LocksFlow(QObject):
    """`minutes_chosen` tells after how many minutes without a touch the records are to lock from now on."""

    minutes_chosen = Signal(int)

    def __init__(self, desk: Desk, opening: Callable[[], Opening], unlocking: Unlocking, papers: RecoveryPapers) -> None:
        super().__init__(desk)
        self._desk = desk
        self._opening = opening
        self._unlocking = unlocking
        self._papers = papers

    def start(self) -> None:
        """Show the page, opening the records first where they are locked."""
        self._desk.with_services(lambda services: self._look(services, lambda shown: self._show(services, shown)), _tr("LocksFlow", "Only you can change how they are locked."))

    def choose_again(self, recovery: RecoveryKey, then: Callable[[], None]) -> None:
        """After the recovery key opened the records: a new passphrase at once, proven by that key; then, or without one, go on."""
        why = _tr("LocksFlow", "A new passphrase is part of your records.")
        self._desk.with_services(lambda services: self._choose_again(services, recovery, then), why)

    def _look(self, services: Services, then: Callable[[LocksShown], None]) -> None:
        now, how, folder = self._desk.window.preferences_now(), self._opening, self._desk.folder

        def look() -> LocksShown:
            ways = relock.ways_in(folder)
            return LocksShown(ways, ways.key_store or how().key_store() is not None, now.recovery_kept, now.idle_minutes, sys.platform == "linux")

        self._desk.operations.run(lambda task: look(), then, self._desk.report)

    def _show(self, services: Services, shown: LocksShown) -> None:
        page = LocksPage(shown)
        page.passphrase_asked.connect(lambda: self._ask_proof(page, services, Wish.PASSPHRASE))
        page.key_store_asked.connect(lambda: self._ask_proof(page, services, Wish.KEY_STORE))
        page.recovery_key_asked.connect(lambda: self._ask_proof(page, services, Wish.RECOVERY_KEY))
        page.new_key_asked.connect(lambda: self._ask_proof(page, services, Wish.NEW_KEY))
        page.ending_asked.connect(lambda: self._end(page, services))
        page.kept_told.connect(lambda: self._kept(page, services))
        page.minutes_chosen.connect(lambda minutes: self._wait(page, minutes))
        self._desk.open(page)

    def _again(self, page: LocksPage, services: Services, said: str, tone: str = "brand") -> None:
        """The page as things are now, with what came of it."""
        page.notice.say(said, tone, focus=True)
        self._look(services, while_alive(page, page.show_ways))

    def _wait(self, page: LocksPage, minutes: int) -> None:
        self._desk.window.prefer(idle_minutes=minutes)
        preferences.save(self._desk.folder, self._desk.window.preferences_now())
        self.minutes_chosen.emit(minutes)
        page.notice.say(_tr("LocksFlow", "Your records lock after {minutes} without a touch.").format(minutes=minutes_words(minutes)))

    def _kept(self, page: LocksPage, services: Services) -> None:
        self._papers.keep(True)
        self._again(page, services, _tr("LocksFlow", "Good. Keep it away from this computer."))

    def _end(self, page: LocksPage, services: Services) -> None:
        desk = self._desk

        def done(ended: bool) -> None:
            if ended:
                self._again(page, services, _tr("LocksFlow", "Ended. What you opened your records with is what opens them."))
            else:
                said = _tr("LocksFlow", "It could not be ended now: the disk may be full. Both ways open your records. Make room, then close Declare and open it again.")
                page.notice.say(said, "warn", focus=True)

        failed = while_alive(page, lambda problem: page.notice.fail(sentence_of(problem)))
        desk.operations.run(lambda task: relock.end_change(services.store, desk.surroundings.new_id, desk.now()), while_alive(page, done), failed)

    # proof

    def _ask_proof(self, locks: LocksPage, services: Services, wish: Wish) -> None:
        ways, how = relock.ways_in(self._desk.folder), self._opening
        page = UnlockPage(
            _why(wish, ways),
            title=_tr("LocksFlow", "First, show that it is you"),
            key_store=ways.key_store,
            leave=_tr("LocksFlow", "Leave it as it is"),
            action=_tr("LocksFlow", "Go on"),
        )

        def work(given: Given) -> Proof:
            given_any = given.passphrase or given.recovery
            return relock.check_proof(services, Proof(given.passphrase, given.recovery, None if given_any else how().key_store()))

        def proven(proof: Proof, given: Given) -> None:
            if self._desk.window.navigation.current is page:
                self._proven(page, _Change(wish, services, locks, ways, proof))

        self._unlocking.tend(page, work, proven, while_alive(page, lambda problem: page.notice.fail(sentence_of(problem))), _tr("LocksFlow", "Looking…"))
        page.left.connect(self._back)
        self._desk.open(page)

    def _proven(self, page: UnlockPage, change: _Change) -> None:
        if change.wish is Wish.KEY_STORE:
            self._do(page, change, None)
        elif change.wish is Wish.PASSPHRASE or (change.wish is Wish.NEW_KEY and change.ways.passphrase):
            self._ask_passphrase(change)
        else:
            self._show_recovery_key(change)

    # the new way

    def _ask_passphrase(self, change: _Change) -> None:
        everything = change.wish is Wish.NEW_KEY
        page = NewPassphrasePage(
            _tr("LocksFlow", "It opens your records once the new key is in place. Choose one that nobody has.")
            if everything
            else _tr("LocksFlow", "It opens your records in place of what opens them now."),
            SHORTEST_PASSPHRASE,
            action=_tr("LocksFlow", "Go on") if everything else "",
            leave=_tr("LocksFlow", "Leave it as it is"),
        )

        def chosen(passphrase: str) -> None:
            with_it = _Change(change.wish, change.services, change.locks, change.ways, change.proof, passphrase)
            if everything:
                self._show_recovery_key(with_it)
            else:
                self._do(page, with_it, None)

        page.chosen.connect(chosen)
        page.left.connect(self._back)
        self._desk.replace(page)

    def _show_recovery_key(self, change: _Change) -> None:
        """The key before it counts: once it does, the person has it."""
        recovery = relock.make_recovery_key()
        page = RecoveryKeyPage(
            recovery.grouped,
            title=_tr("LocksFlow", "Your new recovery key"),
            note=_tr("LocksFlow", "It does not count yet. Until you go on, everything opens as it did."),
            action=_tr("LocksFlow", "Make the new key") if change.wish is Wish.NEW_KEY else _tr("LocksFlow", "Use this one from now on"),
            leave=_tr("LocksFlow", "Leave it as it is"),
        )
        self._papers.tend(page, recovery)
        page.continued.connect(lambda: self._do(page, change, recovery))
        page.left.connect(self._back)
        self._desk.replace(page)

    def _do(self, page: UnlockPage | NewPassphrasePage | RecoveryKeyPage, change: _Change, recovery: RecoveryKey | None) -> None:
        how = self._opening

        def done(trouble: str) -> None:
            if isinstance(page, RecoveryKeyPage):
                self._papers.keep(page.is_kept)
            if self._desk.window.navigation.current is page:
                self._back()
            said = _done_words(change)
            self._again(change.locks, change.services, f"{said} {trouble}".strip(), "warn" if trouble else "brand")

        page.working(_tr("LocksFlow", "Putting everything under the new key…") if change.wish is Wish.NEW_KEY else _tr("LocksFlow", "Changing the lock…"))
        self._desk.operations.run(lambda task: _changed(change, recovery, how()), while_alive(change.locks, done), while_alive(page, lambda problem: _failed(page, problem)))

    def _back(self) -> None:
        """To the page before; what was typed or shown on this one is gone."""
        self._desk.window.navigation.back()
        self._desk.window.navigation.let_go_forward()

    # after the recovery key opened the records

    def _choose_again(self, services: Services, recovery: RecoveryKey, then: Callable[[], None]) -> None:
        page = NewPassphrasePage(
            _tr("LocksFlow", "Your recovery key opened your records. From now on this passphrase opens them, in place of the one before."),
            SHORTEST_PASSPHRASE,
            leave=_tr("LocksFlow", "Not now"),
        )
        how = self._opening

        def work(passphrase: str) -> None:
            relock.set_passphrase(services, Proof(recovery=recovery), passphrase, key_store=how().key_store, cost=how().cost)

        def chosen(passphrase: str) -> None:
            page.working(_tr("LocksFlow", "Changing the lock…"))
            self._desk.operations.run(
                lambda task: work(passphrase), while_alive(page, lambda _: self._say_set(then)), while_alive(page, lambda problem: _failed(page, problem))
            )

        def go_on() -> None:
            self._back()
            then()

        page.chosen.connect(chosen)
        page.left.connect(go_on)
        self._desk.open(page)

    def _say_set(self, then: Callable[[], None]) -> None:
        page = PassphraseSetPage(
            _tr("LocksFlow", "It opens your records from now on."),
            (
                _tr("LocksFlow", "The passphrase before opens them no more. Your recovery key is the same as it was."),
                _tr("LocksFlow", "Backups from before still open with the passphrase of their day."),
                _tr("LocksFlow", "You can change this under My information, How this is locked."),
            ),
        )

        def go_on() -> None:
            self._back()
            then()

        page.left.connect(go_on)
        self._desk.replace(page)


def _changed(change: _Change, recovery: RecoveryKey | None, how: Opening) -> str:
    """Make the change; what a person should know beyond it, in words, where it stands and something after it did not."""
    services, proof = change.services, change.proof
    if change.wish is Wish.PASSPHRASE:
        relock.set_passphrase(services, proof, change.passphrase or "", key_store=how.key_store, cost=how.cost)
    elif change.wish is Wish.KEY_STORE:
        relock.set_key_store(services, proof, key_store=how.key_store)
    elif recovery is not None and change.wish is Wish.RECOVERY_KEY:
        relock.set_recovery_key(services, proof, recovery)
    elif recovery is not None:
        relock.set_new_key(services, proof, recovery, passphrase=change.passphrase, key_store=how.key_store, cost=how.cost)
        try:
            backup.make(services)
        except DeclareError as problem:
            return _tr("LocksFlow", "But no backup could be made: {sentence}").format(sentence=problem)
    return ""


def _failed(page: Page, problem: Exception) -> None:
    if not isinstance(page, UnlockPage | NewPassphrasePage | RecoveryKeyPage):
        return
    page.working("")
    if isinstance(page, NewPassphrasePage) and isinstance(problem, InputError):
        page.show_wrong(sentence_of(problem))
    else:
        page.notice.fail(sentence_of(problem))


def _why(wish: Wish, ways: relock.WaysIn) -> str:
    """What the proof is for."""
    if wish is Wish.PASSPHRASE:
        return _tr("LocksFlow", "Then you choose a new passphrase.") if ways.passphrase else _tr("LocksFlow", "Then you choose a passphrase in place of the key store.")
    if wish is Wish.KEY_STORE:
        return _tr("LocksFlow", "Then this computer's key store opens your records, in place of your passphrase.")
    if wish is Wish.RECOVERY_KEY:
        return _tr("LocksFlow", "Then you see a new recovery key. The one before opens your records no more.")
    return _tr("LocksFlow", "Then everything is put under a new key, and you get a new recovery key.")


def _done_words(change: _Change) -> str:
    """What came of it, and what it does not change."""
    if change.wish is Wish.PASSPHRASE:
        before = _tr("LocksFlow", "The one before does so no more.") if change.ways.passphrase else _tr("LocksFlow", "The key store does so no more.")
        return _tr("LocksFlow", "Your new passphrase opens your records. {before} Backups from before open as they did then.").format(before=before)
    if change.wish is Wish.KEY_STORE:
        return _tr("LocksFlow", "This computer's key store opens your records now. Backups from before open with the passphrase of their day.")
    if change.wish is Wish.RECOVERY_KEY:
        return _tr("LocksFlow", "The new recovery key counts from now on, and the one before does not. Backups from before open with the one of their day.")
    return _tr("LocksFlow", "Everything is under a new key, and a fresh backup is made. Older backups open with the older key: remove them on the page Kept safe.")
