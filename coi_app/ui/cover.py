"""What is shown in place of everything when the person covers the screen. It says nothing about what is below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.layout import row, stack
from coi_app.ui.widgets.text import Heading, Text


class Cover(QWidget):
    """An opaque surface; any key or a click takes it away."""

    uncovered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title, how = _tr("Cover", "The screen is covered"), _tr("Cover", "Press any key to go on. Nothing was lost.")
        self.setAccessibleName(title)
        self.setAccessibleDescription(how)
        words = stack(spacing=8)
        words.addWidget(Heading(title, 1, wraps=False))
        words.addWidget(Text(how, "lead", wraps=False))
        middle = row()
        middle.addStretch(1)
        middle.addLayout(words)
        middle.addStretch(1)
        layout = stack(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr):
            self.uncovered.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.uncovered.emit()
