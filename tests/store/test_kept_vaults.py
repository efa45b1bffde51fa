"""A vault of every version that was ever shipped comes forward with each record and event, and a whole chain."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from coi_app.domain.chain import follow
from coi_app.domain.declaration import Declaration
from coi_app.domain.heads import Mismatch
from coi_app.domain.history import Event
from coi_app.domain.kept import CopyMade, Statement
from coi_app.domain.people import Person, Role
from coi_app.domain.plain import from_plain, plain
from coi_app.domain.signed import Compared
from coi_app.store import schema
from coi_app.store.chained import chained
from coi_app.store.connection import connect
from coi_app.store.store import Store
from coi_app.store.vault import open_vault
from tests.store.examples import PASSPHRASE, event, number
from tests.store.keep_vault import RECORDS

VAULTS = Path(__file__).parent / "vaults"


def kept(version: str, folder: Path) -> dict[str, Any]:
    """Put the vault of that version in this folder, and say what was put in it then."""
    shutil.copytree(VAULTS / version, folder)
    return json.loads((folder / RECORDS).read_text(encoding="utf-8"))


def check_all_there(store: Store, told: dict[str, Any]) -> None:
    """Everything that was put in comes out, in today's form."""
    with store.reading() as reading:
        assert reading.people.owner() == from_plain(Person, told["person"])
        assert reading.people.role() == from_plain(Role, told["role"])
        for one in told["declarations"]:
            declaration = from_plain(Declaration, one)
            assert reading.declarations.get(declaration.id) == declaration
        assert reading.events.of() == tuple(from_plain(Event, one) for one in told["events"])
        assert all(reading.contents.get(one) == b"packed" for one in told["contents"])
        for one in (from_plain(Statement, told_one) for told_one in told.get("statements", [])):
            assert one in reading.statements.of(one.declaration)
        assert reading.copies.all() == tuple(from_plain(CopyMade, one) for one in told.get("copies", []))
        parked = reading.parked.get()
        assert (plain(parked) if parked else None) == told.get("parked")
    assert len(store.glance()) == len(told["declarations"])


def test_a_vault_is_kept_of_every_version() -> None:
    assert {path.name for path in VAULTS.iterdir()} == set(schema.REVISIONS)


@pytest.mark.parametrize("version", sorted(path.name for path in VAULTS.iterdir()))
def test_every_record_and_event_comes_forward_with_a_whole_chain(version: str, folder: Path) -> None:
    told = kept(version, folder)
    store = open_vault(folder, passphrase=PASSPHRASE)
    check_all_there(store, told)
    with connect(folder / "declare.db", store._key) as connection:  # noqa: SLF001
        followed = follow(chained(connection))
    connection.close()
    assert (followed.events, followed.broken) == (len(told["events"]), None)
    assert store.verify().whole and store.rollback() is None
    store.close()
    again = open_vault(folder, passphrase=PASSPHRASE)
    check_all_there(again, told)
    with again.work() as work:
        work.events.add(event(number(9000)))
        work.commit()
    found = again.verify()
    assert (found.events, found.whole) == (len(told["events"]) + 1, True)
    assert found.signed == Compared(not_covered=3), "what was signed before there were seals is said to be not covered"
    again.close()


@pytest.mark.parametrize("version", schema.REVISIONS[:-1])
def test_what_stood_before_is_kept_as_a_copy_under_the_same_key(version: str, folder: Path) -> None:
    told = kept(version, folder)
    store = open_vault(folder, passphrase=PASSPHRASE)
    copy = folder / f"declare.db.before-{schema.HEAD}-from-{version}"
    connection = connect(copy, store._key)  # noqa: SLF001
    assert schema.revision(connection) == version
    assert connection.execute("SELECT count(*) FROM event").fetchone() == (len(told["events"]),)
    connection.close()
    store.close()


def test_an_older_version_put_back_is_noticed_after_it_came_forward_again(folder: Path) -> None:
    kept("0001", folder)
    older = (folder / "declare.db").read_bytes()
    open_vault(folder, passphrase=PASSPHRASE).close()
    (folder / "declare.db").write_bytes(older)
    store = open_vault(folder, passphrase=PASSPHRASE)
    noticed = store.rollback()
    assert noticed is not None and noticed.mismatch is Mismatch.UNSOUND
    store.close()
