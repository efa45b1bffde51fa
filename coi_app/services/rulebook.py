"""The rulebook, written out: in the form that the name of the file asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from coi_app.documents.markdown import rulebook_markdown
from coi_app.domain.errors import InputError
from coi_app.domain.rulebook import BY_HAND, Consultation
from coi_app.rules.content import Content
from coi_app.rules.proof import Proof
from coi_app.rules.rulebook import rulebook

SUFFIXES = (".md", ".pdf")
COMMENTS_TO, COMMENTS_BY = "--comments-to", "--comments-by"
LONGEST_ADDRESS = 200

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def form_of(target: Path) -> str:
    """The form that a file name asks for; InputError where it asks for none that there is."""
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError("The rulebook is written as PDF or as Markdown, so the name has to end in .pdf or .md. No file was written.", "--out")
    return suffix


def consultation(to: str | None, by: str | None, today: date) -> Consultation:
    """Where comments go and by which day, as they were said; InputError where one cannot be printed or the day is over."""
    return Consultation(_address(to) if to is not None else "", _last_day(by, today) if by is not None else None)


def _address(said: str) -> str:
    """An address on one line: by post, by email, or a page."""
    address = " ".join(said.split())
    if not any(c.isalnum() for c in address) or not address.isprintable():
        raise InputError("The place for comments has to be an address in words, such as an email address. No file was written.", COMMENTS_TO)
    if len(address) > LONGEST_ADDRESS:
        raise InputError(f"The place for comments is longer than {LONGEST_ADDRESS} characters. No file was written.", COMMENTS_TO)
    return address


def _last_day(said: str, today: date) -> date:
    try:
        day = date.fromisoformat(said) if _DAY.fullmatch(said) else None
    except ValueError:
        day = None
    if day is None:
        raise InputError("The day for comments has to be a day of the calendar, written like 2027-03-31. No file was written.", COMMENTS_BY)
    if day < today:
        raise InputError("The day for comments is over already. No file was written.", COMMENTS_BY)
    return day


def published(content: Content, proofs: Sequence[Proof], form: str, comments: Consultation = BY_HAND) -> bytes:
    """The rulebook of the content in a form; the same content, proofs and place for comments give the same bytes."""
    book = rulebook(content, proofs, comments)
    if form == ".md":
        return rulebook_markdown(book)
    from coi_app.documents.rulebook import rulebook_pdf  # ReportLab is slow to load, and most starts never need it

    return rulebook_pdf(book)
