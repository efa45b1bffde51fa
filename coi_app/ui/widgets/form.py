"""Fields with their labels, and what is said when one of them cannot be used as it is."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coi_app.ui import accessibility
from coi_app.ui.accessibility import SPOKEN_AS
from coi_app.ui.i18n import _tr
from coi_app.ui.restyle import set_look
from coi_app.ui.widgets.buttons import LinkButton
from coi_app.ui.widgets.fields import DateField
from coi_app.ui.widgets.layout import clear, stack
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Heading, Text

Field = TypeVar("Field", bound=QWidget)


class Form(QWidget):
    """Labels above their fields. `add` ties the two together for the eye and for a screen reader."""

    WIDEST = 640

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = stack(self, spacing=4)
        self._errors: dict[QWidget, Text] = {}
        self._names: dict[QWidget, tuple[str, str]] = {}

    def add(self, label: str, field: Field, hint: str = "") -> Field:
        """Adds one field below its label and hint, named by the label and described by the hint; returns the field."""
        if self._names:
            self._layout.addSpacing(14)
        above = Text(label, "strong")
        above.setBuddy(field)
        self._layout.addWidget(above)
        if hint:
            self._layout.addWidget(Text(hint, "muted"))
        error = Text("", "error")
        error.hide()
        self._layout.addWidget(error)
        field.setMaximumWidth(self.WIDEST)
        self._layout.addWidget(field)
        self._errors[field] = error
        self._names[field] = (label, hint)
        self._describe(field, "")
        return field

    def show_error(self, field: QWidget, message: str) -> None:
        """Says at the field what is wrong with it; an empty message takes that back."""
        error = self._errors[field]
        error.setText(message)
        error.setVisible(bool(message))
        self._describe(field, message)

    def _describe(self, field: QWidget, message: str) -> None:
        name, hint = self._names[field]
        said = _tr("Form", "Error: {message}").format(message=message) if message else ""
        description = " ".join(part for part in (said, hint) if part)
        field.setAccessibleName(name)
        field.setAccessibleDescription(description)
        wrong = "true" if message else "false"
        if isinstance(field, DateField):
            field.name_parts(name, description)
            field.mark_wrong(wrong)
        else:
            set_look(field, "wrong", wrong)


class ErrorSummary(Card):
    """What has to change before going on, at the top of a page: an alert with a link to each field. Hidden while all is well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tone="stop", parent=parent)
        self.setProperty(SPOKEN_AS, "alert")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title = Heading(_tr("ErrorSummary", "Something has to change before you go on"), 2)
        self.body.addWidget(self._title)
        self._links = stack(spacing=4)
        self.body.addLayout(self._links)
        self.hide()

    def show_errors(self, errors: Sequence[tuple[str, QWidget]]) -> None:
        """Shows a link for each message, which takes the person to its field, and takes the focus; hides when there is none."""
        clear(self._links)
        self.setVisible(bool(errors))
        if not errors:
            return
        before: QWidget = self
        for message, field in errors:
            link = LinkButton(message, "error")
            link.clicked.connect(field.setFocus)
            self._links.addWidget(link)
            QWidget.setTabOrder(before, link)
            before = link
        said = ". ".join([self._title.text(), *(message for message, _ in errors)])
        self.setAccessibleName(said)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        accessibility.announce(self, said, assertive=True)
