"""A start up to the window's own modules, with all the content loaded after them or without; run as a process of its own."""

from __future__ import annotations

import os
import sys

import coi_app.app  # noqa: F401  what any start brings in
import coi_app.ui.desk  # noqa: F401  as above
from coi_app import paths


def content() -> None:
    """Loads the content as the window does."""
    from coi_app.rules.ahead import read_ahead  # here, so that a bare start loads nothing of the rules
    from coi_app.rules.bundle import read_folder
    from coi_app.rules.loader import load

    bundle = read_folder(paths.resources())
    load(bundle, read_ahead(paths.resources(), bundle))


if __name__ == "__main__":
    if sys.argv[1:] == ["content"]:
        content()
    print("ready", flush=True)
    os._exit(0)  # how a process takes itself down is no part of its start
