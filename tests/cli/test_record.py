"""`record verify` as a script meets it: whole, broken at a named link, older than before, or nothing to look at."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coi_app.domain.heads import HeadKind
from coi_app.store.connection import connect
from coi_app.store.heads import NAME as HEADS
from coi_app.store.store import Store
from coi_app.store.vault import RECORDS, create, open_vault
from tests.cli.conftest import Said, Say
from tests.store.examples import CHEAP, MARKER, ME, PASSPHRASE, VAULT, declaration, event, number

GIVEN = PASSPHRASE.encode() + b"\n"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open vault with a declaration, six events and their heads."""
    store = create(tmp_path / "profile", VAULT, passphrase=PASSPHRASE, cost=CHEAP)
    with store.work() as work:
        work.people.own(ME)
        work.declarations.save(declaration())
        for one in range(1, 7):
            work.events.add(event(number(one), declaration()))
        work.commit()
    store.begin_heads(HeadKind.CREATED)
    yield store
    store.close()


@pytest.fixture
def profile(store: Store, tmp_path: Path) -> Path:
    """The same, closed."""
    store.close()
    return tmp_path / "profile"


def files(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes, without the empty log that a reader leaves."""
    log = (folder / f"{RECORDS}-wal", folder / f"{RECORDS}-shm")
    assert not log[0].exists() or log[0].stat().st_size == 0
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path not in log}


def by_hand(profile: Path, *statements: str) -> None:
    """What someone with the passphrase can do to the file."""
    store = open_vault(profile, passphrase=PASSPHRASE)
    with connect(profile / RECORDS, store.key) as connection:
        for statement in ("DROP TRIGGER event_never_changes", "DROP TRIGGER event_never_goes", *statements):
            connection.execute(statement)
    connection.close()
    store.close()


def checked(say: Say, profile: Path) -> tuple[Said, dict[str, object]]:
    said = say("record", "verify", profile, "--json", given=GIVEN)
    return said, json.loads(said.out)


def test_a_whole_history_is_told_with_its_events(say: Say, profile: Path) -> None:
    before = files(profile)
    said = say("record", "verify", profile, given=GIVEN)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Events: 6\nThe history is whole.")
    told, form = checked(say, profile)
    assert (told.code, form) == (0, {"whole": True, "events": 6, "broken": None, "guards_gone": [], "older_copy": None, "signed": {"as_signed": 0, "not_covered": 0, "rewritten": None}, "findings": []})
    assert files(profile) == before, "a check changes nothing"


def test_it_may_be_checked_while_the_app_has_it_open(say: Say, store: Store, tmp_path: Path) -> None:
    with store.work() as work:
        work.events.add(event(number(7)))
        work.commit()
    assert checked(say, tmp_path / "profile")[1]["events"] == 7


def test_the_first_broken_link_is_named(say: Say, profile: Path) -> None:
    by_hand(profile, "UPDATE event SET kind = 'signed' WHERE number = 3", "DELETE FROM event WHERE number = 5")
    said = say("record", "verify", profile, given=GIVEN)
    assert (said.code, said.err) == (1, "")
    assert "Events: 5\nFOUND   Event 3 was changed after it was recorded." in said.out
    told, form = checked(say, profile)
    assert told.code == 1
    assert (form["whole"], form["events"], form["broken"], form["older_copy"]) == (False, 5, {"event": 3, "fault": "changed"}, None)
    assert form["guards_gone"] == ["event_never_changes", "event_never_goes"]
    assert MARKER not in said.out


def test_an_older_copy_put_back_is_told(say: Say, profile: Path) -> None:
    before = (profile / RECORDS).read_bytes()
    store = open_vault(profile, passphrase=PASSPHRASE)
    with store.work() as work:
        work.events.add(event(number(7)))
        work.commit()
    store.close()
    (profile / RECORDS).write_bytes(before)
    told, form = checked(say, profile)
    assert (told.code, form["broken"], form["older_copy"]) == (1, None, {"mismatch": "older", "last": 6, "head": 7})
    assert "older copy" in say("record", "verify", profile, given=GIVEN).out
    (profile / HEADS).unlink()
    assert checked(say, profile)[1]["older_copy"] == {"mismatch": "gone", "last": 6, "head": None}


@pytest.mark.parametrize("given", [b"", b"\n", b"another passphrase\n", b"\xff\xfe\n"])
def test_without_the_passphrase_nothing_is_told(say: Say, profile: Path, given: bytes) -> None:
    before = files(profile)
    for form in ([], ["--json"]):
        said = say("record", "verify", profile, *form, given=given)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert files(profile) == before


def test_no_profile_folder_is_wrong_input(say: Say, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    for place in ("none", "file", "empty", "n" * 300, "a\0b"):
        said = say("record", "verify", tmp_path / place, "--json", given=GIVEN)
        assert (said.code, said.out, json.loads(said.err)["key"]) == (2, "", "PATH")
    assert not list((tmp_path / "empty").iterdir())
    for arguments in (["record"], ["record", "check"], ["record", "verify"], ["record", "verify", "a", "b"]):
        assert say(*arguments, given=GIVEN).code == 2


def test_a_damaged_file_is_a_check_that_failed(say: Say, profile: Path) -> None:
    (profile / RECORDS).write_bytes((profile / RECORDS).read_bytes()[:5000])
    said = say("record", "verify", profile, given=GIVEN)
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    (profile / RECORDS).unlink()
    assert say("record", "verify", profile, given=GIVEN).code == 1


def test_records_from_before_the_chain_are_left_as_they_are(say: Say, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/store/vaults/0001", tmp_path / "old")
    before = files(tmp_path / "old")
    said = say("record", "verify", tmp_path / "old", given=GIVEN)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert files(tmp_path / "old") == before


def test_a_passphrase_typed_at_a_terminal_is_not_shown(profile: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "coi_app", "record", "verify", str(profile)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, env=environment, start_new_session=True) as child:
        os.close(theirs)
        shown = b""
        while b"Passphrase" not in shown:
            shown += os.read(ours, 100)
        os.write(ours, GIVEN)
        assert child.stdout is not None
        told = child.stdout.read()
    assert child.returncode == 0 and b"Events: 6" in told
    shown += os.read(ours, 1000)
    os.close(ours)
    assert GIVEN.strip() not in shown
