"""A message over the window: a heading, a sentence, and at most two buttons."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from coi_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from coi_app.ui.widgets.layout import row, stack
from coi_app.ui.widgets.text import Heading, Text


class MessageDialog(QDialog):
    """Says something, and asks if `no` is given. Escape is *no*. The window's own title is all its frame shows."""

    def __init__(self, parent: QWidget, title: str, text: str, yes: str, no: str = "", shared: Sequence[QAction] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle(parent.window().windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.addActions(list(shared))
        layout = stack(self, spacing=12, margin=24)
        layout.addWidget(Heading(title, 2))
        said = Text(text, selectable=True, spoken_as="alert")
        said.setMinimumWidth(420)
        layout.addWidget(said)
        buttons = row(spacing=8)
        self.yes = PrimaryButton(yes)
        self.yes.clicked.connect(self.accept)
        buttons.addWidget(self.yes)
        if no:
            self.no = SecondaryButton(no)
            self.no.clicked.connect(self.reject)
            buttons.addWidget(self.no)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.yes.setFocus()

    def ask(self, answered: Callable[[bool], None]) -> None:
        """Opens over the window and calls `answered` once; the rest of the app goes on."""
        self.finished.connect(lambda result: answered(result == QDialog.DialogCode.Accepted))
        self.open()
