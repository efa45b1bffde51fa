"""A key store in a file of the bench, so that the app opens its records by itself as it does on a person's computer."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend

PLACE = "DECLARE_BENCH_KEYS"
"""The environment variable that names the file."""


class KeptKeys(KeyringBackend):
    """Passes for one of the system's: the app trusts those by the module they are from."""

    __module__ = "keyring.backends.libsecret"
    priority = 1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        """The password kept under these two."""
        return _kept().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the password."""
        Path(os.environ[PLACE]).write_text(json.dumps({**_kept(), f"{service} {username}": password}), encoding="utf-8")


def _kept() -> dict[str, str]:
    place = Path(os.environ[PLACE])
    return json.loads(place.read_text("utf-8")) if place.exists() else {}
