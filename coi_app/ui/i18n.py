"""The one way a text of the window is translated, so that `pyside6-lupdate -extensions py -tr-function-alias translate+=_tr` finds them all.

Write `_tr("Context", "text")` with both as plain literals: an f-string or a name is never found. Values go in by `.format()` afterwards.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator


def _tr(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)


def install_language(app: QCoreApplication, folder: Path, locale: QLocale) -> QTranslator | None:
    """Puts the window's texts into the person's language where `folder` has it; returns what was installed, if anything."""
    translator = QTranslator(app)
    if not translator.load(locale, "declare", "_", str(folder)):
        return None
    app.installTranslator(translator)
    return translator
