"""A line that says that an agency added something, or that what it added could not be used, with the way to all of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.accessibility import SPOKEN_AS
from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.buttons import LinkButton
from coi_app.ui.widgets.layout import FlowLayout, stack
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Text


class AgencyLine(Card):
    """Hidden until there is something to say; most people have no such content and never see it."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setProperty(SPOKEN_AS, "status")
        self.body.setContentsMargins(20, 12, 20, 12)
        self._words = Text("")
        self._link = LinkButton(_tr("AgencyLine", "What your agency adds"))
        self._link.clicked.connect(self.asked)
        lines = QWidget()
        inside = stack(lines, spacing=4)
        inside.addWidget(self._words)
        holder = FlowLayout()
        holder.addWidget(self._link)
        inside.addLayout(holder)
        self.body.addWidget(lines)
        self.hide()

    @property
    def said(self) -> str:
        """What it says; empty while it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def tell(self, agency: str, problem: str) -> None:
        """Say whose content is on top, or what is wrong with it; nothing where there is none."""
        if not agency and not problem:
            return
        added = _tr("AgencyLine", "{agency} adds rules, questions or people of its own. Its rules are marked where they count.").format(agency=agency)
        self._words.setText(problem or added)
        if problem:
            self.setProperty("tone", "warn")
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleName(self._words.text())
        self.show()
