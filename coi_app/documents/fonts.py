"""Source Sans Pro as ReportLab embeds it: widths, what it covers, and a map back to text without holes.

ReportLab has no types of its own for fonts, so what comes from it is checked here and typed from here on.
"""
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import font_source_sans_pro  # pyright: ignore[reportMissingTypeStubs]
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import TTFont

from coi_app.documents.style import Font

_TO_UNICODE = re.compile(r"\d+ beginbfchar\n(.*)\nendbfchar", re.DOTALL)
FOLDER = Path(font_source_sans_pro.__file__).parent / "files"


class EmbeddedFont(TTFont):
    """A font whose map back to text leaves out unused codes, which ReportLab maps to U+0000."""

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 (ReportLab's name)
        """Write the subsets, then mend their maps."""
        super().addObjects(doc)
        for name, item in doc.idToObject.items():
            # A map that is mended already is bytes; ReportLab's own is text.
            if str(name).startswith("toUnicodeCMap:") and isinstance(item, PDFStream) and isinstance(item.content, str):
                item.content = _without_unused_codes(item.content).encode("ascii")


def _without_unused_codes(content: str) -> str:
    """The same character map without rows to U+0000, in blocks of at most 100 rows."""
    found = _TO_UNICODE.search(content)
    if not found:
        return content
    rows = [row for row in found[1].split("\n") if not row.endswith("<0000>")]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    written = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    return content[: found.start()] + written + content[found.end() :]


@cache
def widths(font: Font) -> Mapping[str, int]:
    """Width by character in thousandths of the size; the font is made known to ReportLab when first asked for."""
    embedded = EmbeddedFont(font.value, str(FOLDER / f"{font.value}.ttf"))
    pdfmetrics.registerFont(embedded)
    return {chr(code): embedded.face.getCharWidth(code) for code in embedded.face.charToGlyph}


@cache
def covered() -> frozenset[str]:
    """The characters that every weight has, and the end of a line."""
    return frozenset.intersection(*(frozenset(widths(font)) for font in Font)) | {"\n"}
