"""A field for a passphrase, and the switch that shows what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from coi_app.ui.i18n import _tr


class PassphraseField(QLineEdit):
    """What is typed is hidden, kept out of input methods' memory, and never trimmed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(500)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase)


class ShowPassphrase(QCheckBox):
    """Shows or hides what stands in the fields."""

    def __init__(self, fields: Sequence[PassphraseField], parent: QWidget | None = None) -> None:
        super().__init__(_tr("ShowPassphrase", "Show passphrase"), parent)
        self._fields = tuple(fields)
        self.toggled.connect(self._turn)

    def _turn(self, on: bool) -> None:
        for field in self._fields:
            field.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
