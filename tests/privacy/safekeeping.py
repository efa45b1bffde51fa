"""Records made, backed up, tried, put back, archived and brought in again: in a process of its own, on a profile of its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import uuid4

from coi_app.domain.answers import Answers
from coi_app.paths import resources
from coi_app.rules.bundle import read_folder
from coi_app.rules.loader import load
from coi_app.services import archive, backup, declare, mine, safekeeping
from coi_app.services.context import Services
from tests.store.examples import CHEAP, MARKER, PASSPHRASE

SCHEMA = (resources() / "archive" / "records.schema.json").read_bytes()


def now() -> datetime:
    """The moment, with its zone."""
    return datetime.now().astimezone()


def keep(folder: Path) -> int:
    """How many records there are after all of it."""
    bundle = read_folder(resources())
    store = safekeeping.create(folder, uuid4, now(), passphrase=PASSPHRASE, cost=CHEAP).store
    services = Services(store, load(bundle), bundle, now, uuid4, safekeeping.owner(store, uuid4, now()))
    declare.start(services, topic="P07", answers=Answers({"duty": "none"}), words=MARKER)
    made = backup.make(services)
    backup.drill(services, made.kept)
    target = folder.parent / "archive.zip"
    target.write_bytes(archive.export(services, SCHEMA, lambda done, total: None))
    archive.import_(services, *archive.read(target, SCHEMA))
    backup.put_back(services, made.kept)
    left = len(mine.listed(store))
    store.close()
    safekeeping.open_records(folder, passphrase=PASSPHRASE, key_store=lambda: None).close()
    return left


if __name__ == "__main__":
    print(keep(Path("profile").absolute()))  # noqa: T201 - the parent reads it
