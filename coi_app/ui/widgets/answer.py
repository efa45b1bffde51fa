"""The answer to one question, whatever its kind: cards for options, plain fields for the rest, and *Not sure* with all of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from coi_app.domain.answers import NOT_SURE, Value
from coi_app.rules.wording import none_words
from coi_app.ui.i18n import _tr
from coi_app.ui.models.asked import Asked
from coi_app.ui.widgets.choices import CheckCard, CheckList, Option, OptionList
from coi_app.ui.widgets.fields import DateField, TextField
from coi_app.ui.widgets.form import Form
from coi_app.ui.widgets.layout import stack

NONE_OF_THESE = "none_of_these"
"""The card that stands for an answer with nothing in it; no option of the content bears this id."""


class AnswerField(QWidget):
    """Shows what can be answered. `value` is None while there is no answer, `()` for *none of these*; `target` takes the focus."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.target: QWidget = self
        self.lines = stack(self, spacing=8)

    @property
    def value(self) -> Value | None:
        """What is answered at this moment."""
        raise NotImplementedError

    @property
    def missing(self) -> str:
        """What to say where there is no answer that can be used."""
        return _tr("AnswerField", "Choose one answer. Not sure is one too.")

    def _tell(self) -> None:
        self.changed.emit(self.value)


class OneAnswer(AnswerField):
    """One card of several."""

    def __init__(self, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        options = [*_cards(asked), _not_sure(asked)]
        self._list = OptionList(asked.question.words, options, str(asked.value) if asked.value is not None else None)
        self._list.chosen.connect(self._tell)
        self.lines.addWidget(self._list)
        self.target = next((card for card in self._list.cards if card.isChecked()), self._list.cards[0])

    @property
    def value(self) -> Value | None:
        """The id of the chosen card."""
        return self._list.value


class ManyAnswers(AnswerField):
    """Any number of cards; *none of these* and *not sure* each stand alone."""

    def __init__(self, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        none = Option(NONE_OF_THESE, none_words(asked.phrases, asked.question))
        options = [*_cards(asked), none, _not_sure(asked)]
        self._list = CheckList(asked.question.words, options, _ticked(asked.value), alone=(NONE_OF_THESE,))
        self._list.changed.connect(self._tell)
        self.lines.addWidget(self._list)
        self.target = self._list.cards[0]

    @property
    def value(self) -> Value | None:
        """The ids of the ticked cards; `()` for *none of these*."""
        ticked = self._list.values
        if NOT_SURE in ticked:
            return NOT_SURE
        return () if NONE_OF_THESE in ticked else ticked or None

    @property
    def missing(self) -> str:
        """What to say where nothing can be used."""
        return _tr("AnswerField", "Choose what fits, or the card for none. Not sure is an answer too.")


class TypedAnswer(AnswerField):
    """A number, a date or a line of text, with *Not sure* below; typing takes *not sure* back."""

    def __init__(self, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = asked.question.kind == "number"
        known = "" if asked.value in (None, NOT_SURE) else str(asked.value)
        self._field = DateField(known) if asked.question.kind == "date" else _line(known, number=self._number)
        self._unsure = CheckCard(_not_sure(asked))
        self._unsure.setChecked(asked.value == NOT_SURE)
        form = Form()
        form.add(asked.question.short, self._field)
        self.lines.addWidget(form)
        self.lines.addWidget(self._unsure)
        self._unsure.clicked.connect(self._tell)
        if isinstance(self._field, DateField):
            self._field.changed.connect(self._typed)
            self.target = self._field.day
        else:
            self._field.textEdited.connect(self._typed)
            self.target = self._field

    @property
    def value(self) -> Value | None:
        """What was typed, as a number, an ISO date or a text."""
        if self._unsure.isChecked():
            return NOT_SURE
        text = self._field.value
        return (int(text) if self._number else text) if text else None

    @property
    def missing(self) -> str:
        """What to say where nothing can be used."""
        return _tr("AnswerField", "Fill this in, or choose Not sure.")

    def _typed(self) -> None:
        self._unsure.setChecked(False)
        self._tell()


def answer_field(asked: Asked) -> AnswerField:
    """The field for a question's kind."""
    if asked.question.kind == "one":
        return OneAnswer(asked)
    return ManyAnswers(asked) if asked.question.kind == "many" else TypedAnswer(asked)


def _cards(asked: Asked) -> list[Option]:
    return [Option(option.id, option.words, option.example) for option in asked.options]


def _not_sure(asked: Asked) -> Option:
    return Option(NOT_SURE, asked.phrases["not_sure"], asked.not_sure_hint, unsure=True)


def _ticked(value: Value | None) -> tuple[str, ...]:
    if value == ():
        return (NONE_OF_THESE,)
    if isinstance(value, tuple):
        return value
    return (NOT_SURE,) if value == NOT_SURE else ()


def _line(text: str, *, number: bool) -> TextField:
    field = TextField(text)
    if number:
        field.setValidator(QIntValidator(0, 999_999_999, field))
        field.setMaximumWidth(200)
    return field
