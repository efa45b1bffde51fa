"""What is on record of records that are gone: which they were, when, by whom and why; never what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Disposed:
    """A record that is gone: its number, what kind it was, and the days between which it was kept."""

    number: str
    kind: str
    begun: date
    last_changed: date


@dataclass(frozen=True)
class DisposalCertificate:
    """Records that were disposed of together; `authority` is empty where a person forgot their own draft or note."""

    number: str
    records: tuple[Disposed, ...]
    on: date
    by: str
    kept: tuple[str, ...]
    authority: str = ""
    reason: str = ""
