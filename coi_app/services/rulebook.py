"""The rulebook, written out: in the form that the name of the file asks for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coi_app.documents.markdown import rulebook_markdown
from coi_app.domain.errors import InputError
from coi_app.rules.content import Content
from coi_app.rules.proof import Proof
from coi_app.rules.rulebook import rulebook

SUFFIXES = (".md", ".pdf")


def form_of(target: Path) -> str:
    """The form that a file name asks for; InputError where it asks for none that there is."""
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError("The rulebook is written as PDF or as Markdown, so the name has to end in .pdf or .md. No file was written.", "--out")
    return suffix


def published(content: Content, proofs: Sequence[Proof], form: str) -> bytes:
    """The rulebook of the content in a form; the same content and proofs give the same bytes."""
    book = rulebook(content, proofs)
    if form == ".md":
        return rulebook_markdown(book)
    from coi_app.documents.rulebook import rulebook_pdf  # ReportLab is slow to load, and most starts never need it

    return rulebook_pdf(book)
