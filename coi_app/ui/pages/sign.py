"""Signing: the person types their name as it stands on the page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import PrimaryButton
from coi_app.ui.widgets.fields import TextField
from coi_app.ui.widgets.form import ErrorSummary, Form
from coi_app.ui.widgets.path_line import PathLine
from coi_app.ui.widgets.text import BulletList, Text


class SignPage(Page):
    """`expected` is the name at the top of the page; where it is empty, any name signs."""

    signed = Signal(str)
    left = Signal()

    def __init__(self, expected: str, *, nothing: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(_tr("SignPage", "Your signature"), "declarations", parent)
        self._expected = expected
        path = PathLine(_tr("SignPage", "Declaration"))
        path.went_back.connect(self.left)
        self.column.addWidget(path)
        self.column.addWidget(self.heading)
        said = _tr("SignPage", "I have nothing to declare today, as far as I know.") if nothing else _tr("SignPage", "What I say here is right and complete today, as far as I know.")
        self.column.addWidget(Text(said, "lead"))
        self.errors = ErrorSummary()
        self.notice = Banner()
        self.column.addWidget(self.errors)
        self.column.addWidget(self.notice)
        self.column.addWidget(
            BulletList(
                (
                    _tr("SignPage", "Signing sends nothing. It stays on this computer until you hand it over yourself."),
                    _tr("SignPage", "You can change it afterwards. What was handed over is kept, and a new version begins."),
                )
            )
        )
        self._form = Form()
        hint = _tr("SignPage", "As it stands at the top of the page: {name}").format(name=expected) if expected else _tr("SignPage", "Typing it is your signature.")
        self._name = self._form.add(_tr("SignPage", "Type your name"), TextField(), hint)
        self._name.returnPressed.connect(self._sign)
        self.column.addWidget(self._form)
        sign = PrimaryButton(_tr("SignPage", "Sign"))
        sign.clicked.connect(self._sign)
        self.bar.addWidget(sign)

    def _sign(self) -> None:
        wrong = self._wrong()
        self._form.show_error(self._name, wrong)
        self.errors.show_errors([(wrong, self._name)] if wrong else [])
        if not wrong:
            self.signed.emit(self._name.value)

    def _wrong(self) -> str:
        typed = self._name.value
        if not typed:
            return _tr("SignPage", "Type your name to sign.")
        if self._expected and _plain(typed) != _plain(self._expected):
            return _tr("SignPage", "Type your name as it stands at the top of the page: {name}.").format(name=self._expected)
        return ""


def _plain(name: str) -> str:
    """A name without regard to capitals and doubled blanks."""
    return " ".join(name.split()).casefold()
