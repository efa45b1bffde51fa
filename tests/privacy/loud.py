"""Every logger turned to its loudest, as somebody would who looks for what an app says in passing; and the app's own quiet."""

from __future__ import annotations

import logging

from coi_app.ui import quiet


def listen() -> None:
    """Has every logger say all it can from now on, those that are made later too, and then quietens the app as its start does."""
    logging.getLogger().setLevel(logging.DEBUG)
    for name in ("sqlalchemy", "sqlalchemy.engine", "sqlalchemy.pool", "alembic", "keyring", "reportlab", "pypdfium2", "jsonschema"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    quiet.keep_quiet(lambda report: None)
