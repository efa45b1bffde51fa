"""A field for a passphrase, and the switch that shows what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.buttons import LinkButton


class PassphraseField(QLineEdit):
    """What is typed is hidden, kept out of input methods' memory, and never trimmed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(500)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase)


class ShowPassphrase(LinkButton):
    """Shows what stands in the fields, or hides it again; its words say which."""

    def __init__(self, fields: Sequence[PassphraseField], parent: QWidget | None = None) -> None:
        super().__init__(_tr("ShowPassphrase", "Show passphrase"), parent=parent)
        self._fields = tuple(fields)
        self._shown = False
        self.clicked.connect(self._turn)

    def _turn(self) -> None:
        self._shown = not self._shown
        self.setText(_tr("ShowPassphrase", "Hide passphrase") if self._shown else _tr("ShowPassphrase", "Show passphrase"))
        for field in self._fields:
            field.setEchoMode(QLineEdit.EchoMode.Normal if self._shown else QLineEdit.EchoMode.Password)
