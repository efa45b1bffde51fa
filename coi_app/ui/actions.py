"""Every action of the window once: its id, its words, its keys."""

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from coi_app.ui.i18n import _tr


class Actions(QObject):
    """The actions as attributes; an action's `objectName` is its id. Whoever knows what to do connects `triggered`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        keys = QKeySequence.StandardKey
        self.cover = self._add("cover", _tr("Actions", "Cover the screen"), "F9")
        self.lock = self._add("lock", _tr("Actions", "Lock"), "Ctrl+L")
        self.back = self._add("back", _tr("Actions", "Back"), "Alt+Left")
        self.forward = self._add("forward", _tr("Actions", "Forward"), "Alt+Right")
        self.home = self._add("home", _tr("Actions", "Home"), "Ctrl+1")
        self.check = self._add("check", _tr("Actions", "Check something"), "Ctrl+2")
        self.declarations = self._add("declarations", _tr("Actions", "My declarations"), "Ctrl+3")
        self.information = self._add("information", _tr("Actions", "My information"), "Ctrl+4")
        self.quit = self._add("quit", _tr("Actions", "Quit"), QKeySequence(keys.Quit))

    def all(self) -> Iterator[QAction]:
        """Every one of them, in the order above."""
        return (child for child in self.children() if isinstance(child, QAction))

    def _add(self, name: str, text: str, keys: str | QKeySequence) -> QAction:
        action = QAction(self)
        action.setText(text)
        action.setObjectName(name)
        if keys:
            action.setShortcut(QKeySequence(keys))
        return action
