"""A page for the person's own words: what it is about, or how they see it differently; with a gentle warning before it is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui import accessibility
from coi_app.ui.accessibility import SPOKEN_AS
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import sentence_of
from coi_app.ui.page import Page
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from coi_app.ui.widgets.fields import LongText
from coi_app.ui.widgets.form import Form
from coi_app.ui.widgets.path_line import PathLine
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Text


class _Warning(Card):
    """The gentle warning: what was noticed, and that the person decides."""

    def __init__(self) -> None:
        super().__init__(tone="warn")
        self.setProperty(SPOKEN_AS, "alert")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.words = Text("")
        self.body.addWidget(self.words)
        self.hide()


class WordsPage(Page):
    """One text in the person's own words. `given` tells it; `kept` tells it once more after the warning was read."""

    given = Signal(str)
    kept = Signal(str)
    left = Signal()

    def __init__(self, title: str, lead: str, label: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, "declarations", parent)
        path = PathLine(_tr("WordsPage", "Declaration"))
        path.went_back.connect(self.left)
        self.column.addWidget(path)
        self.column.addWidget(self.heading)
        self.column.addWidget(Text(lead, "lead"))
        self.notice = Banner()
        self.column.addWidget(self.notice)
        form = Form()
        self._field = form.add(label, LongText(text), _tr("WordsPage", "No names of parties or candidates, and nothing about what you believe: nobody needs it. It is printed as you write it."))
        self._field.textChanged.connect(self._changed)
        self.column.addWidget(form)
        self._warning = _Warning()
        self._keep = SecondaryButton(_tr("WordsPage", "Keep it as it is"))
        self._keep.clicked.connect(lambda: self.kept.emit(self._field.value))
        self._warning.body.addWidget(self._keep)
        self.column.addWidget(self._warning)
        self._go_on = PrimaryButton(_tr("WordsPage", "Save"))
        self._go_on.clicked.connect(lambda: self.given.emit(self._field.value))
        self.bar.addWidget(self._go_on)

    def warn(self, sentence: str, parts: tuple[str, ...]) -> None:
        """Shows the gentle warning with the parts that were noticed; nothing was kept yet."""
        found = ", ".join(f"“{part}”" for part in parts)
        words = _tr("WordsPage", "{sentence} We noticed: {found}. Nothing was saved yet. Change it above and save, or keep it.").format(sentence=sentence, found=found)
        self._warning.words.setText(words)
        self._warning.setAccessibleName(words)
        self._warning.show()
        self._warning.setFocus(Qt.FocusReason.OtherFocusReason)
        accessibility.announce(self._warning, words, assertive=True)

    def show_failed(self, problem: Exception) -> None:
        """Says that the text could not be saved; it stays on the page."""
        self.notice.fail(sentence_of(problem))

    def _changed(self) -> None:
        self._warning.hide()
