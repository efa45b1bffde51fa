"""The line above a heading: the way back, and where the person is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.buttons import LinkButton
from coi_app.ui.widgets.layout import row
from coi_app.ui.widgets.text import Text


class PathLine(QWidget):
    """Back, then the names of the place, for example *Private check*; `beside` stands at the other end of the line."""

    went_back = Signal()

    def __init__(self, *places: str, beside: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(self, spacing=8)
        line.addWidget(Text("‹", "muted", wraps=False))
        self.back = LinkButton(_tr("PathLine", "Back"), "quiet")
        self.back.clicked.connect(self.went_back)
        line.addWidget(self.back)
        for place in places:
            line.addWidget(Text("·", "muted", wraps=False))
            line.addWidget(Text(place, "muted", wraps=False))
        line.addStretch(1)
        if beside is not None:
            line.addWidget(beside)
