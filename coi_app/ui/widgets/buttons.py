"""Things to press. A page has at most one primary button."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from coi_app.ui.restyle import set_look


def plain(text: str) -> str:
    """A text in which an ampersand is an ampersand and marks no key."""
    return text.replace("&", "&&")


class PressButton(QPushButton):
    """A push button that Enter presses too, named by its words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(plain(text))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class PrimaryButton(PressButton):
    """The one filled button: what most people do next."""


class SecondaryButton(PressButton):
    """An outlined button."""


class LinkButton(PressButton):
    """A button that looks like a link. `look` is plain, quiet (a path above a heading), underlined (in a foot) or error."""

    def __init__(self, text: str, look: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        if look != "plain":
            self.setProperty(look, "true")


class ChipButton(PressButton):
    """A small suggestion to press."""


class NavigationButton(PressButton):
    """A place in the app; the current one is marked to the eye and said to a screen reader."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_current(self, current: bool, words: str) -> None:
        """Marks the button as where the person is, which `words` say."""
        set_look(self, "current", "true" if current else "false")
        self.setAccessibleDescription(words if current else "")
