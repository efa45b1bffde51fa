"""A line at the foot of the window that counts down to the lock: seen by whoever looks, heard once, in nobody's way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from coi_app.ui import accessibility
from coi_app.ui.accessibility import SPOKEN_AS
from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Text

_MARGIN = 16


class Countdown(Card):
    """Lies over the foot of `window` while it counts; it takes neither the keyboard nor the mouse."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(tone="warn", parent=window)
        self._window = window
        self.setProperty(SPOKEN_AS, "status")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # Named once: what changes each second is for the eye alone.
        said = _tr("Countdown", "Your records lock in half a minute. Press any key to go on.")
        self.setAccessibleName(said)
        self._words = Text("", "strong", wraps=False)
        self._words.setAccessibleName(said)
        self.body.addWidget(self._words)
        self.body.setContentsMargins(20, 12, 20, 12)
        window.installEventFilter(self)
        self.hide()

    def show_left(self, seconds: int) -> None:
        """Shows how many seconds are left; a screen reader hears the first."""
        one, more = _tr("Countdown", "Your records lock in 1 second."), _tr("Countdown", "Your records lock in {count} seconds.")
        press = _tr("Countdown", "Press any key to go on.")
        self._words.setText(f"{one if seconds == 1 else more.format(count=seconds)} {press}")
        if self.isHidden():
            self.show()
            self.raise_()
            accessibility.announce(self, self.accessibleName())
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: stays at the foot of a window that changes its size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        # At the right: what a page offers to do stands at the left of the same foot.
        self.move(max(0, self._window.width() - self.width() - _MARGIN), self._window.height() - self.height() - _MARGIN)
