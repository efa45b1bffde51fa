"""The content files parsed ahead: TOML is slow to read, and a start should not wait for it.

The tables stand as JSON beside the content, under the hash of the exact files that they were parsed from; with any other hash they count
for nothing. Whoever can write there can write the content itself, so they are no less safe than it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

from coi_app.rules.bundle import Bundle, hash_of, is_read_later, parsed

FILE = "parsed.json"
"""Its name in the resources folder. It is made when the app is installed or made ready, and never kept with the sources."""

_DATE = "=date"

Tables = Mapping[str, dict[str, object]]
"""What each file holds, by its name."""


def written_ahead(bundle: Bundle) -> str:
    """The file that `read_ahead` reads back for the same bundle. What a start does not read is left out."""
    tables = {name: parsed(body) for name, body in bundle.items() if not is_read_later(name)}
    return json.dumps({"hash": hash_of(bundle), "files": tables}, default=_plain, ensure_ascii=False, separators=(",", ":"))


def read_ahead(folder: Path, bundle: Bundle) -> Tables:
    """The tables of a bundle that was read from a folder; none where none were made, or not of exactly these files."""
    try:
        whole = json.loads((folder / FILE).read_bytes(), object_hook=_value)
        return cast("Tables", whole["files"]) if whole["hash"] == hash_of(bundle) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _plain(value: object) -> dict[str, str]:
    if not isinstance(value, date):
        raise TypeError("only dates are no JSON in these files")
    return {_DATE: value.isoformat()}


def _value(table: dict[str, Any]) -> object:
    return date.fromisoformat(table[_DATE]) if _DATE in table else table
