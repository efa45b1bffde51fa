"""Saving one answer of a draft, against a bare commit to a file encrypted and kept as safely."""

from __future__ import annotations

import itertools
import secrets
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from bench.timing import Row, in_turn, seconds
from coi_app import paths
from coi_app.domain.answers import Answers
from coi_app.rules.bundle import read_folder
from coi_app.rules.loader import load
from coi_app.services import declare, safekeeping
from coi_app.services.context import Services
from coi_app.store.connection import connect

ROUNDS = 200
MOST = 4.0


def rows() -> list[Row]:
    """One row: both in the same temporary folder, in turn."""
    with tempfile.TemporaryDirectory(prefix="declare-bench-") as name:
        services = _services(Path(name) / "profile")
        bare = connect(Path(name) / "bare.db", secrets.token_bytes(32))
        try:
            draft, _ = declare.start(services, topic="P07", role=Answers({"seniority": "staff"}))
            interest = draft.latest.interests[0].id
            saved, put = itertools.cycle(["none", "partly"]), itertools.cycle(["none", "partly"])
            bare.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, value TEXT)")
            bare.execute("INSERT INTO answer VALUES (1, '')")

            def ours() -> float:
                value = next(saved)
                return seconds(lambda: declare.save_answer(services, draft.id, interest, "overlap", value))

            def commit() -> None:
                bare.execute("BEGIN IMMEDIATE")
                bare.execute("UPDATE answer SET value = ? WHERE id = 1", ('{"overlap": "' + next(put) + '"}',))
                bare.execute("COMMIT")

            return [Row("saving one answer", *in_turn(ours, lambda: seconds(commit), ROUNDS), most_ratio=MOST)]
        finally:
            bare.close()
            services.store.close()


def _services(folder: Path) -> Services:
    bundle = read_folder(paths.resources())
    store = safekeeping.create(folder, uuid4, passphrase="four words for bench")
    return Services(store, load(bundle), bundle, lambda: datetime.now(UTC), uuid4, safekeeping.owner(store, uuid4))
