"""Printing a finished document: the person chooses a printer, then its pages are drawn off the UI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from coi_app.documents import preview
from coi_app.domain.errors import CannotWrite
from coi_app.ui.operations import Task
from coi_app.ui.widgets.pdf_view import image_of

DOTS_PER_INCH = 300


def choose_printer(parent: QWidget, chosen: Callable[[QPrinter], None]) -> None:
    """Ask which printer; `chosen` is not called when the person thinks better of it."""
    printer = prepared(QPrinter(QPrinter.PrinterMode.HighResolution))
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()  # pyright: ignore[reportCallIssue]


def prepared(printer: QPrinter) -> QPrinter:
    """The printer set for our pages: A4, upright, as fine as they are drawn; the document's name tells no topic."""
    printer.setResolution(DOTS_PER_INCH)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDocName("Conversation guide")
    return printer


def print_pages(pdf: bytes, printer: QPrinter, task: Task, instead: str = "Your declaration is as it was. Choose another printer, or save the PDF.") -> int:
    """Draw all pages; how many. CannotWrite where the printer does not take them, with what to do `instead`."""
    count = preview.page_count(pdf)
    painter = QPainter()
    if not painter.begin(printer):
        raise CannotWrite(f"The printer does not answer. Nothing was printed. {instead}")
    try:
        for number in range(count):
            if number:
                printer.newPage()
            page = preview.page_image(pdf, number, DOTS_PER_INCH)
            painter.drawImage(QRectF(printer.pageRect(QPrinter.Unit.DevicePixel)), image_of(page.width, page.height, page.rgb))
            task.report(number + 1, count)
    finally:
        painter.end()
    return count
