"""A sentence on the page itself about what just happened, with at most one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui import accessibility
from coi_app.ui.accessibility import SPOKEN_AS
from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.buttons import LinkButton
from coi_app.ui.widgets.layout import row
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Text


class Banner(Card):
    """Hidden until there is something to say. `tone` is that of a card: brand, warn or stop."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        # Before anything is said: a screen reader that meets it while it is hidden takes it for what it is then.
        self.setProperty(SPOKEN_AS, "status")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        across = row(spacing=16)
        self._said = Text("")
        self._link = LinkButton("")
        self._link.clicked.connect(self.pressed)
        across.addWidget(self._said, 1)
        across.addWidget(self._link, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(across)
        self.body.setContentsMargins(20, 12, 20, 12)
        self.hide()

    @property
    def said(self) -> str:
        """What it says now; empty while it is hidden."""
        return self._said.text() if not self.isHidden() else ""

    def say(self, words: str, tone: str = "brand", link: str = "", *, focus: bool = False) -> None:
        """Shows the words, and tells a screen reader; with `focus` the focus goes there too."""
        self.setProperty("tone", tone)
        self.setProperty(SPOKEN_AS, "alert" if tone == "stop" else "status")
        self.style().unpolish(self)
        self.style().polish(self)
        self._said.setText(words)
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self.setAccessibleName(words)
        self.show()
        accessibility.announce(self, words, assertive=tone == "stop")
        if focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def fail(self, sentence: str) -> None:
        """Says what went wrong, what was kept and what to do, and takes the focus there."""
        self.say(_tr("Banner", "Not saved. {sentence}").format(sentence=sentence), "stop", focus=True)
