"""Signed heads beside the file: an older copy put back, a history written anew and forged heads are noticed, and said."""

from __future__ import annotations

import shutil
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from coi_app.domain.heads import HeadKind, Mismatch
from coi_app.store.connection import connect
from coi_app.store.heads import MOST_HEADS, heads_of
from coi_app.store.heads import NAME as HEADS
from coi_app.store.store import Store
from coi_app.store.vault import RECORDS, create, open_vault
from tests.store.examples import CHEAP, ME, PASSPHRASE, VAULT, event, number


def happen(store: Store, *numbers: int) -> None:
    """Let this happen, each in a transaction of its own."""
    for one in numbers:
        with store.work() as work:
            work.events.add(event(number(one)))
            work.commit()


@pytest.fixture
def begun(store: Store, folder: Path) -> Path:
    """A closed vault with three events and its heads."""
    happen(store, 1)
    store.begin_heads(HeadKind.CREATED)
    happen(store, 2, 3)
    store.close()
    return folder


def opened(folder: Path) -> Store:
    return open_vault(folder, passphrase=PASSPHRASE)


def seen(folder: Path) -> tuple[Mismatch, int, int | None] | None:
    """What is noticed when the vault is opened, and once more after that: looking does not take it away."""
    found: list[tuple[Mismatch, int, int | None] | None] = []
    for _ in range(2):
        store = opened(folder)
        rollback = store.rollback()
        with store.reading() as reading:
            assert len(reading.events.of()) > 0, "nobody is kept from their records"
        store.close()
        found.append((rollback.mismatch, rollback.last, rollback.head.number if rollback.head else None) if rollback else None)
    assert found[0] == found[1]
    return found[0]


def put_aside(folder: Path) -> Callable[[], None]:
    """Keep the encrypted file as it is, to be put back."""
    before = (folder / RECORDS).read_bytes()
    return lambda: (folder / RECORDS).write_bytes(before) and None


def test_closing_keeps_a_head_and_all_agrees(begun: Path) -> None:
    store = opened(begun)
    kept = heads_of(begun / RECORDS, store.key)
    assert [(head.number, head.kind) for head in kept.kept] == [(1, HeadKind.CREATED), (3, HeadKind.CLOSED)]
    assert kept.unsound == 0 and store.verify().whole
    store.close()
    assert seen(begun) is None


def test_without_the_key_heads_tell_nothing_but_how_many_there_are(begun: Path) -> None:
    lines = [b64decode(line) for line in (begun / HEADS).read_bytes().splitlines()]
    assert len({len(line) for line in lines}) == 1 and len({line[:24] for line in lines}) == 2
    for word in (b"created", b"closed", b"2026", b"number"):
        assert all(word not in line for line in lines)


def test_an_older_copy_put_back_is_noticed_until_the_person_goes_on(begun: Path) -> None:
    put_back = put_aside(begun)
    store = opened(begun)
    happen(store, 4, 5)
    store.close()
    put_back()
    assert seen(begun) == (Mismatch.OLDER, 3, 5)
    store = opened(begun)
    happen(store, 6)
    store.close()
    assert seen(begun) == (Mismatch.OLDER, 4, 5)
    store = opened(begun)
    happen(store, 7, 8, 9)
    assert not store.keep_head(HeadKind.SIGNED), "what speaks against the file is not written over"
    store.close()
    assert seen(begun) == (Mismatch.ANOTHER, 7, 5)
    store = opened(begun)
    store.begin_heads(HeadKind.OLDER_COPY_SEEN)
    store.close()
    assert seen(begun) is None


def test_the_last_events_taken_out_are_noticed(begun: Path) -> None:
    store = opened(begun)
    with connect(begun / RECORDS, store._key) as connection:  # noqa: SLF001
        connection.execute("DROP TRIGGER event_never_goes")
        connection.execute("DELETE FROM event WHERE number = 3")
    connection.close()
    store.close()
    assert seen(begun) == (Mismatch.OLDER, 2, 3)


def test_a_history_written_anew_with_whole_links_is_noticed(begun: Path, folder: Path, tmp_path: Path) -> None:
    """The holder of the key can make a chain that is whole; it is another than the one the heads remember."""
    store = opened(begun)
    key = store._key  # noqa: SLF001
    store.close()
    other = create(tmp_path / "other", VAULT, passphrase=PASSPHRASE, cost=CHEAP)
    with other.work() as work:
        work.people.own(ME)
        work.commit()
    happen(other, 11, 12, 13)
    with connect(tmp_path / "other" / RECORDS, other._key) as connection:  # noqa: SLF001
        rows = connection.execute("SELECT * FROM event").fetchall()
    connection.close()
    other.close()
    with connect(begun / RECORDS, key) as connection:
        for trigger in ("event_never_goes", "event_never_changes"):
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("DELETE FROM event")
        connection.executemany(f"INSERT INTO event VALUES ({', '.join('?' * len(rows[0]))})", rows)
    connection.close()
    store = opened(begun)
    found = store.verify()
    store.close()
    assert found.broken is None and found.rollback is not None
    assert (found.rollback.mismatch, found.rollback.last) == (Mismatch.ANOTHER, 3)


def test_heads_that_are_gone_are_said(begun: Path) -> None:
    (begun / HEADS).unlink()
    assert seen(begun) == (Mismatch.GONE, 3, None)


def flipped(line: bytes) -> bytes:
    """One bit of it turned over."""
    sealed = b64decode(line)
    return b64encode(sealed[:60] + bytes([sealed[60] ^ 1]) + sealed[61:])


@pytest.mark.parametrize(
    "noise", [flipped, lambda line: b"{}", lambda line: b"\xff" * 9, lambda line: b"[" * 100_000, lambda line: line[:-8]], ids=["flipped", "empty", "noise", "deep", "cut"]
)
def test_heads_that_were_changed_are_said_and_count_for_nothing(begun: Path, noise: Callable[[bytes], bytes]) -> None:
    first, last = (begun / HEADS).read_bytes().splitlines()
    (begun / HEADS).write_bytes(b"\n".join([first, noise(last)]))
    assert seen(begun) == (Mismatch.UNSOUND, 3, None)


def test_heads_of_other_records_count_for_nothing(begun: Path, tmp_path: Path) -> None:
    other = create(tmp_path / "other", VAULT, passphrase=PASSPHRASE, cost=CHEAP)
    with other.work() as work:
        work.people.own(ME)
        work.commit()
    happen(other, 21, 22, 23, 24, 25, 26)
    other.begin_heads(HeadKind.CREATED)
    other.close()
    shutil.copyfile(tmp_path / "other" / HEADS, begun / HEADS)
    assert seen(begun) == (Mismatch.UNSOUND, 3, None)


def test_a_crash_before_the_head_is_no_older_copy(begun: Path, tmp_path: Path) -> None:
    store = opened(begun)
    happen(store, 4, 5)
    shutil.copytree(begun, tmp_path / "crashed")
    store.close()
    assert seen(tmp_path / "crashed") is None
    crashed = opened(tmp_path / "crashed")
    found = crashed.verify()
    crashed.close()
    assert (found.whole, found.events) == (True, 5)


def test_so_many_heads_are_kept_and_no_more(begun: Path) -> None:
    store = opened(begun)
    for one in range(100, 105 + MOST_HEADS):
        happen(store, one)
        assert store.keep_head(HeadKind.SIGNED)
        assert not store.keep_head(HeadKind.LOCKED), "nothing happened since"
    store.close()
    assert len((begun / HEADS).read_text().splitlines()) == MOST_HEADS
    assert seen(begun) is None


def test_heads_that_cannot_be_written_hinder_nothing(begun: Path) -> None:
    store = opened(begun)
    happen(store, 4)
    before = (begun / HEADS).read_bytes()
    (begun / f"{HEADS}.new").mkdir()
    assert not store.keep_head(HeadKind.SIGNED)
    store.close()
    assert (begun / HEADS).read_bytes() == before
    assert seen(begun) is None


def test_a_file_of_another_version_is_not_written_when_it_is_removed_underneath(begun: Path) -> None:
    store = opened(begun)
    happen(store, 4)
    for path in begun.glob(f"{RECORDS}*"):
        path.unlink()
    store.close()
    assert not (begun / RECORDS).exists()
