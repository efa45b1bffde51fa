"""What opening and unlocking share: passing on what the person gave, and the patience after wrong passphrases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer

from coi_app.domain.errors import DeclareError, InputError, WrongKey
from coi_app.domain.patience import Patience
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import sentence_of
from coi_app.ui.operations import while_alive

if TYPE_CHECKING:
    from coi_app.ui.desk import Desk
    from coi_app.ui.pages.unlock import UnlockPage

T = TypeVar("T")

_TICK = 250
"""Milliseconds between two looks at how long is left to wait."""


@dataclass(frozen=True)
class Given:
    """What the person gave: a passphrase, or a recovery key; neither stands for the key store of this computer."""

    passphrase: str | None = field(default=None, repr=False)
    recovery: RecoveryKey | None = None


class Unlocking(QObject):
    """One for the whole app, so that the patience is the same on every page that asks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._patience = Patience()

    def tend(self, page: UnlockPage, work: Callable[[Given], T], opened: Callable[[T, Given], None], failed: Callable[[Exception], None], words: str = "") -> None:
        """Does `work` off the UI thread with what is given on this page; `failed` hears of what is not just a wrong key, and `words` say what is under way."""

        def go(given: Given) -> None:
            if given.passphrase and self._left():
                return
            page.working(words or _tr("Unlocking", "Opening…"))
            self._desk.operations.run(lambda task: work(given), lambda result: done(result, given), lambda problem: self._failed(page, given, problem, failed))

        def done(result: T, given: Given) -> None:
            self._patience = Patience()
            opened(result, given)

        def recovery(typed: str) -> None:
            try:
                go(Given(recovery=RecoveryKey.read(typed)))
            except InputError as problem:
                page.show_wrong(sentence_of(problem))

        page.given.connect(lambda passphrase: go(Given(passphrase=passphrase)))
        page.recovery_given.connect(recovery)
        page.key_store_asked.connect(lambda: go(Given()))
        self._wait(page)

    def _failed(self, page: UnlockPage, given: Given, problem: Exception, failed: Callable[[Exception], None]) -> None:
        if not isinstance(problem, WrongKey):
            while_alive(page, page.working)("")
            failed(problem)
            return
        if given.passphrase:
            self._patience = self._patience.after_wrong(self._desk.now())
        while_alive(page, self._say_wrong)(page, problem)

    def _say_wrong(self, page: UnlockPage, problem: DeclareError) -> None:
        page.working("")
        page.show_wrong(sentence_of(problem))
        self._wait(page)

    def _left(self) -> int:
        return ceil(self._patience.left(self._desk.now()).total_seconds())

    def _wait(self, page: UnlockPage) -> None:
        """Counts down on this page for as long as it is there."""
        left = self._left()
        page.wait(left)
        if left:
            QTimer.singleShot(_TICK, page, lambda: self._wait(page))
