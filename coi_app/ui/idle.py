"""Noticing that nobody is at the keyboard any more, with a quiet word before anything happens."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal

MINUTES = 10
"""How long nobody has touched anything before the records are locked, unless the person chose another time."""

CHOICES = (1, 5, 10, 15, 30)
"""The times to choose from. *Never* is not among them: who walks away forgets the key that locks."""

WARNING = 30_000
"""Milliseconds before that from which on it is said; never more than half of the whole time."""

_SECOND = 1000
_TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin})


class Idle(QObject):
    """`noticed` says that no key was pressed and no mouse moved in this app for so many milliseconds; it is said once each time.

    Before that, `soon` tells each second how many are left, and `touched` that somebody is there after all.
    """

    noticed = Signal()
    soon = Signal(int)
    touched = Signal()

    def __init__(self, parent: QObject, milliseconds: int = MINUTES * 60_000) -> None:
        super().__init__(parent)
        self._since = QElapsedTimer()
        self._whole = milliseconds
        self._counts = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # any other may come early by a part of the whole time
        self._timer.timeout.connect(self._look)
        self._begin()
        QCoreApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]

    def wait(self, milliseconds: int) -> None:
        """Counts this long from now on, beginning anew."""
        self._whole = milliseconds
        self._begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: begins to count anew at each touch, and takes nothing from anyone."""
        if event.type() in _TOUCHES:
            self._begin()
        return False

    def _begin(self) -> None:
        self._since.start()
        self._timer.start(self._whole - self._warning)
        if self._counts:
            self._counts = False
            self.touched.emit()

    @property
    def _warning(self) -> int:
        return min(WARNING, self._whole // 2)

    def _look(self) -> None:
        left = self._whole - self._since.elapsed()
        if left <= 0:
            self._counts = False
            self.noticed.emit()
            return
        self._counts = True
        self._timer.start(min(left, (left - 1) % _SECOND + 1))
        self.soon.emit(ceil(left / _SECOND))
