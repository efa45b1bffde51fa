"""The sources that a document cites: numbered where they are cited, listed once, with the day they were checked."""

from __future__ import annotations

import re
from datetime import date

from coi_app.documents.flow import Part
from coi_app.documents.marks import Text
from coi_app.documents.structure import Tag
from coi_app.documents.style import Scale, Type
from coi_app.documents.typesetting import Run, runs
from coi_app.domain.assessment import Source, SourceMark

CHECK_THIS, SUMMARY = "check this", "read in a summary"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


ADDRESS = re.compile(r"(?:https://)?((?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[!-:<-~]*)?)")


class Sources:
    """The sources of the guide, numbered as they stand in it, so that each is printed once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._sources: list[Source] = []

    def note(self, source: Source) -> str:
        """The number of the source in brackets, with the mark where nobody is sure of the fact."""
        if source.id not in self._numbers:
            self._sources.append(source)
            self._numbers[source.id] = len(self._sources)
        mark = f", {CHECK_THIS}" if source.confidence.mark is SourceMark.CHECK_THIS else ""
        return f"[{self._numbers[source.id]}{mark}]"

    def parts(self, scale: Scale) -> list[Part]:
        """The list of sources, each with the day it was checked."""
        if not self._sources:
            return []
        days = {source.checked for source in self._sources}
        words = f" All checked on {day_words(days.pop())}." if len(days) == 1 else ""
        marks = {source.confidence.mark for source in self._sources}
        if SourceMark.SUMMARY in marks:
            words += f" “{SUMMARY[0].upper()}{SUMMARY[1:]}” marks what holds, though it was read in a text about it."
        if SourceMark.CHECK_THIS in marks:
            words += f" “{CHECK_THIS[0].upper()}{CHECK_THIS[1:]}” marks what nobody is sure of, or what may have changed."
        last = len(self._sources)
        rows = [run for n, source in enumerate(self._sources, 1) for run in self._row(source, len(days) > 1, ". "[: 2 if words else 1] if n == last else "; ", scale.small)]
        pieces = [*runs("Sources.", scale.small.strong()), Run(" ", scale.small), *rows, *runs(words.strip(), scale.small)]
        return [Text(pieces, Tag("P"), scale.small.leading, scale.gap * 1.2)]

    def _row(self, source: Source, dated: bool, end: str, type_: Type) -> list[Run]:
        checked = f", checked on {day_words(source.checked)}" if dated else ""
        summary = f" ({SUMMARY})" if source.confidence.mark is SourceMark.SUMMARY else ""
        linked = type_.leading_to(web_address(source))
        return [Run(f"[{self._numbers[source.id]}] ", type_), *runs(source.title, linked), *runs(f"{summary}{checked}{end}", type_)]


def web_address(source: Source) -> str:
    """Where the source stands on the web; empty where its address is words, or none."""
    found = ADDRESS.fullmatch(source.address)
    return f"https://{found[1]}" if found else ""


def day_words(day: date) -> str:
    """A day as it is written on paper: 23 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
