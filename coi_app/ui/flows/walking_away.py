"""Locking for a person who has gone: after a while without a touch, and when the desktop locks or goes to sleep."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from coi_app.ui.desk import Desk
from coi_app.ui.idle import CHOICES, MINUTES, Idle
from coi_app.ui.session_lock import SessionLock, session_locks
from coi_app.ui.widgets.countdown import Countdown

MINUTE = 60_000


class WalkingAway(QObject):
    """Made once there are records: with none open there is nothing to lock."""

    def __init__(self, desk: Desk, lock: Callable[[], None], listening: Callable[[QObject], tuple[SessionLock, ...]] = session_locks) -> None:
        super().__init__(desk)
        self._desk = desk
        self._lock = lock
        self._countdown = Countdown(desk.window)
        self.idle = Idle(desk, _chosen(desk) * MINUTE)
        self.idle.soon.connect(self._count)
        self.idle.touched.connect(self._countdown.hide)
        self.idle.noticed.connect(self._go)
        for one in listening(self):
            one.locked.connect(self._go)

    def wait(self, minutes: int) -> None:
        """Locks after so many minutes from now on."""
        self.idle.wait(minutes * MINUTE)

    def _count(self, seconds: int) -> None:
        if not self._desk.window.locked:
            self._countdown.show_left(seconds)

    def _go(self) -> None:
        self._countdown.hide()
        self._lock()


def _chosen(desk: Desk) -> int:
    """The minutes that the person chose; a number that is none of the choices counts as not chosen."""
    kept = desk.window.preferences_now().idle_minutes
    return kept if kept in CHOICES else MINUTES
