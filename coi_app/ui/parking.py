"""What is half typed on a page, taken from its fields and put back into them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from coi_app.ui.page import Page

if TYPE_CHECKING:
    from datetime import datetime

    from coi_app.domain.kept import Parked

Field = QLineEdit | QPlainTextEdit
_FOCUS, _CURSOR = "focus", "cursor"


def parked(page: Page | None, at: datetime, focus: QWidget | None) -> Parked | None:
    """What the person has typed on this page and not gone on with; None where that is nothing, or where the page has no place in the records."""
    from coi_app.domain.kept import Parked  # nothing is parked before the first paint

    if page is None or not page.kept_at:
        return None
    typed = {field.accessibleName(): _text(field) for field in _fields(page) if _is_modified(field)}
    if not typed:
        return None
    here = next((field for field in _fields(page) if field is focus), None)
    where = {_FOCUS: here.accessibleName(), _CURSOR: _cursor(here)} if here is not None else {}
    return Parked({**page.kept_at, **where}, typed, at)


def is_place(page: Page, kept: Parked) -> bool:
    """Whether this is the page that was parked."""
    return bool(page.kept_at) and all(kept.place.get(name) == value for name, value in page.kept_at.items())


def put_back(page: Page, kept: Parked) -> None:
    """Puts the text back into the fields that it came from, and the keyboard where it was."""
    for field in _fields(page):
        name = field.accessibleName()
        if name in kept.text:
            _set_text(field, str(kept.text[name]))
        if name == kept.place.get(_FOCUS):
            field.setFocus()
            _set_cursor(field, kept.place)


def _fields(page: QWidget) -> list[Field]:
    """Every field that text is typed into, save those for secrets."""
    lines = [field for field in page.findChildren(QLineEdit) if field.echoMode() is QLineEdit.EchoMode.Normal]
    return [field for field in (*lines, *page.findChildren(QPlainTextEdit)) if field.accessibleName() and not field.isReadOnly()]


def _text(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _is_modified(field: Field) -> bool:
    return field.isModified() if isinstance(field, QLineEdit) else field.document().isModified()


def _set_text(field: Field, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setModified(True)
    else:
        field.setPlainText(text)
        field.document().setModified(True)


def _cursor(field: Field) -> int:
    return field.cursorPosition() if isinstance(field, QLineEdit) else field.textCursor().position()


def _set_cursor(field: Field, place: Mapping[str, object]) -> None:
    at = place.get(_CURSOR)
    if not isinstance(at, int):
        return
    if isinstance(field, QLineEdit):
        field.setCursorPosition(at)
    else:
        cursor = field.textCursor()
        cursor.setPosition(min(at, len(field.toPlainText())))
        field.setTextCursor(cursor)
