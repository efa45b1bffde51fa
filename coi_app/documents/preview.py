"""Pages of a PDF as pictures, for a preview inside the app and for a printer; no window is known here.

PDFium is not made for several threads at once: call from one at a time.
"""
# pypdfium2 gives sizes without types; they are made whole numbers where they enter.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

POINTS_PER_INCH = 72


@dataclass(frozen=True)
class PageImage:
    """A page as rows of red, green and blue bytes, from the top, `width * 3` to a row."""

    width: int
    height: int
    rgb: bytes


def page_count(pdf: bytes) -> int:
    """How many pages the document has."""
    with _opened(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> tuple[tuple[float, float, str], ...]:
    """Each page's width and height in points, and its text for those who do not see the picture."""
    with _opened(pdf) as document:
        return tuple(_size(document, number) for number in range(len(document)))


def page_image(pdf: bytes, number: int, dots_per_inch: float) -> PageImage:
    """The page with this number, counted from 0, on white."""
    with _opened(pdf) as document:
        return _image(document, number, dots_per_inch)


@contextmanager
def _opened(pdf: bytes) -> Generator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def _size(document: pypdfium2.PdfDocument, number: int) -> tuple[float, float, str]:
    page = document[number]
    text = page.get_textpage()
    size = float(page.get_width()), float(page.get_height()), str(text.get_text_range())
    text.close()
    page.close()
    return size


def _image(document: pypdfium2.PdfDocument, number: int, dots_per_inch: float) -> PageImage:
    page = document[number]
    scale = dots_per_inch / POINTS_PER_INCH
    bitmap = page.render(scale=scale, rev_byteorder=True, fill_color=(255, 255, 255, 255))  # pyright: ignore[reportArgumentType]
    width, height, stride = int(bitmap.width), int(bitmap.height), int(bitmap.stride)
    rows = bytes(bitmap.buffer)
    if bitmap.n_channels != 3:
        raise ValueError(f"PDFium gave {bitmap.n_channels} channels a pixel, not 3.")
    bitmap.close()
    page.close()
    if stride == width * 3:
        return PageImage(width, height, rows[: height * stride])
    return PageImage(width, height, b"".join(rows[y * stride : y * stride + width * 3] for y in range(height)))
