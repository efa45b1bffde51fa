"""A person's own record, below what was signed: what changed, their statements, how long it is kept, and what happened to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.services.own_record import LONGEST_STATEMENT, Retention
from coi_app.ui.i18n import _tr
from coi_app.ui.models.own_record import RecordShown, in_sum
from coi_app.ui.widgets.buttons import LinkButton, SecondaryButton
from coi_app.ui.widgets.changes import Changes
from coi_app.ui.widgets.choices import Option, OptionList
from coi_app.ui.widgets.expander import Expander
from coi_app.ui.widgets.fields import LongText
from coi_app.ui.widgets.form import Form
from coi_app.ui.widgets.layout import FlowLayout, clear, rule, stack
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Text

SHOWN = 5
"""Lines of history that are not folded."""


class OwnRecord(QWidget):
    """`statement_added` tells the text, `label_chosen` the label, `saved` that the whole record is wanted as a file."""

    statement_added = Signal(str)
    label_chosen = Signal(str)
    save_asked = Signal()

    def __init__(self, shown: RecordShown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = stack(self, spacing=12)
        if shown.since:
            lines.addWidget(_changed(shown))
        lines.addWidget(self._statement())
        lines.addWidget(self._kept(shown))
        self._happened = Card(_tr("OwnRecord", "What happened to this record"))
        self._happened.body.addWidget(Text(_tr("OwnRecord", "The latest first. You did each of these, unless it says otherwise. Your answers are not in it."), "muted"))
        self._lines = stack(spacing=8)
        self._happened.body.addLayout(self._lines)
        self._happened.body.addWidget(self._save())
        lines.addWidget(self._happened)
        if shown.given:
            lines.addWidget(_stays())
        self.show_record(shown)

    def show_record(self, shown: RecordShown) -> None:
        """Shows the statements, the label and the history as they are now; what is being typed stays."""
        clear(self._statements)
        for one in shown.statements:
            self._statements.addWidget(Text(one.text, selectable=True))
            self._statements.addWidget(Text(_tr("OwnRecord", "Added {when}.").format(when=one.when), "muted"))
            self._statements.addWidget(rule())
        names = {one.id: one.title for one in _labels()}
        self._label.setText(_tr("OwnRecord", "Now: {label}").format(label=names.get(shown.retention, names[Retention.UNSAID])))
        self._due.setText(shown.due)
        self._due.setVisible(bool(shown.due))
        self._show_happened(shown)

    def clear_statement(self) -> None:
        """Empties the field, once what stood in it is in the records."""
        self._text.clear()
        self._text.document().setModified(False)

    def show_error(self, sentence: str) -> None:
        """Says at the field why it could not be added; an empty text takes that back."""
        self._form.show_error(self._text, sentence)
        if sentence:
            self._text.setFocus()

    def _statement(self) -> Card:
        card = Card(_tr("OwnRecord", "My statement"))
        card.body.addWidget(Text(_tr("OwnRecord", "If you think that something in this record is wrong, you can ask for it to be put right. You can also add what you want to say beside it.")))
        self._statements = stack(spacing=6)
        card.body.addLayout(self._statements)
        self._form = Form()
        hint = _tr("OwnRecord", "It is added with today's date. It is never changed afterwards; you can add another.")
        self._text = self._form.add(_tr("OwnRecord", "What I want to add"), LongText(), hint)
        card.body.addWidget(self._form)
        add = SecondaryButton(_tr("OwnRecord", "Add my statement"))
        add.clicked.connect(self._add)
        card.body.addWidget(add)
        card.body.addWidget(Text(_tr("OwnRecord", "It stays with this record: in each backup, in the archive and in the file of the whole record. The page that you signed stays as it is, so give your manager the statement too."), "muted"))
        return card

    def _add(self) -> None:
        text = self._text.value
        wrong = ""
        if not text:
            wrong = _tr("OwnRecord", "Write what you want to add.")
        elif len(text) > LONGEST_STATEMENT:
            wrong = _tr("OwnRecord", "It is longer than {most} characters. Make it shorter, or add it in two parts.").format(most=f"{LONGEST_STATEMENT:,}")
        self.show_error(wrong)
        if not wrong:
            self.statement_added.emit(text)

    def _kept(self, shown: RecordShown) -> Card:
        card = Card(_tr("OwnRecord", "How long I mean to keep it"))
        card.body.addWidget(Text(_tr("OwnRecord", "A label for yourself. Nothing is ever deleted by it.")))
        self._due = Text("", "strong")
        card.body.addWidget(self._due)
        title = _tr("OwnRecord", "How long I mean to keep this record")
        options = OptionList(title, _labels(), shown.retention)
        choice = QWidget()
        below = stack(choice, spacing=12)
        below.addWidget(options)
        keep = SecondaryButton(_tr("OwnRecord", "Keep this label"))
        below.addWidget(keep)
        self._label = Text("", "muted")
        # Not at each arrow key: what is only passed over on the way is no label that was given.
        keep.clicked.connect(lambda: self.label_chosen.emit(options.value or Retention.UNSAID.value))
        card.body.addWidget(self._label)
        card.body.addWidget(Expander(_tr("OwnRecord", "Choose how long"), _tr("OwnRecord", "Fold the choice of how long"), choice))
        return card

    def _show_happened(self, shown: RecordShown) -> None:
        clear(self._lines)
        told = [f"{line.when}: {in_sum(line)}" for line in shown.happened]
        for line in told[:SHOWN]:
            self._lines.addWidget(Text(line))
        if len(told) > SHOWN:
            rest = QWidget()
            below = stack(rest, spacing=8)
            for line in told[SHOWN:]:
                below.addWidget(Text(line))
            count = len(told) - SHOWN
            self._lines.addWidget(Expander(_tr("OwnRecord", "Show {count} earlier things").format(count=count), _tr("OwnRecord", "Fold the earlier things"), rest))

    def _save(self) -> QWidget:
        holder = QWidget()
        line = FlowLayout(holder, spacing=16)
        save = LinkButton(_tr("OwnRecord", "Save this whole record as text"))
        save.setAccessibleDescription(_tr("OwnRecord", "Each version, your statements and what happened, in a file that is not encrypted."))
        save.clicked.connect(self.save_asked)
        line.addWidget(save)
        return holder


def _changed(shown: RecordShown) -> Card:
    card = Card(_tr("OwnRecord", "What changed since you shared it"))
    card.body.addWidget(Text(shown.since, "muted"))
    if shown.changes:
        card.body.addWidget(Changes(shown.changes))
    else:
        card.body.addWidget(Text(_tr("OwnRecord", "Nothing that you say has changed.")))
    return card


def _stays() -> Card:
    card = Card(_tr("OwnRecord", "Why this cannot be forgotten here"))
    card.body.addWidget(Text(_tr("OwnRecord", "You handed it over, so your manager has it too. Your own copy is your proof of what you told, and when.")))
    card.body.addWidget(Text(_tr("OwnRecord", "You can change it, which begins a new version. You can add a statement, or label how long you mean to keep it.")))
    card.body.addWidget(Text(_tr("OwnRecord", "Ask whoever holds the copy how long they keep it, and ask them to put right what is wrong in it.")))
    return card


def _labels() -> tuple[Option, ...]:
    return (
        Option(Retention.UNSAID, _tr("OwnRecord", "I have not said"), _tr("OwnRecord", "It is kept until you decide.")),
        Option(Retention.WHILE_IT_LASTS, _tr("OwnRecord", "As long as the interest lasts"), _tr("OwnRecord", "For what ends, like a candidacy or a second job.")),
        Option(Retention.WHILE_I_AM_HERE, _tr("OwnRecord", "As long as I work here"), _tr("OwnRecord", "A question about it may come up while you work for this agency.")),
        Option(Retention.SEVEN_YEARS, _tr("OwnRecord", "Seven years from the day I signed it"), _tr("OwnRecord", "Check this: we found no rule that sets this length. Your agency decides by its own disposal authority how long it keeps its copy.")),
        Option(Retention.ALWAYS, _tr("OwnRecord", "Always"), _tr("OwnRecord", "You want to be able to show what you told, whatever comes.")),
    )
