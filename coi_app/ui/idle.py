"""Noticing that nobody is at the keyboard any more."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

MINUTES = 10
"""How long nobody has touched anything before the records are locked."""

_TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin})


class Idle(QObject):
    """`noticed` says that no key was pressed and no mouse moved in this app for so many milliseconds; it is said once each time."""

    noticed = Signal()

    def __init__(self, parent: QObject, milliseconds: int = MINUTES * 60_000) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(self.noticed)
        self._timer.start()
        QCoreApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: begins to count anew at each touch, and takes nothing from anyone."""
        if event.type() in _TOUCHES:
            self._timer.start()
        return False
