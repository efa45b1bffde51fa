"""Backups: the encrypted file as it was at one moment, in one piece with its key slots, verified as soon as it is made.

A backup is a zip whose parts are stored as they are: `declare.db` (encrypted, under the key of that time), `vault.json` (the slots
of that time) and `manifest.json` (counts, and the SHA-256 of the other parts). Without one of its slots nobody reads it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, cast
from uuid import UUID
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from coi_app.domain import backups
from coi_app.domain.chain import Followed, follow
from coi_app.domain.errors import BackupUnusable, WrongKey
from coi_app.domain.plain import from_plain, plain
from coi_app.store import schema
from coi_app.store.chained import chained
from coi_app.store.connection import another_key, connect, in_words
from coi_app.store.driver import driver
from coi_app.store.files import BACKUPS, RECORDS, cannot_write, make_folder, private, settle
from coi_app.store.slots import MOST_BYTES, Slots, slots_of
from coi_app.store.slots import NAME as SLOTS

SUFFIX = ".declare-backup"
MANIFEST = "manifest.json"
FORMAT = 1
MOST_PARTS = 3
CHUNK = 1 << 20
CHAINED_FROM = "0002"
"""The first version of the tables whose events are chained."""

_STAMP = "%Y-%m-%d %H%M%S"
_NAME = re.compile(r"Declare (\d{4}-\d\d-\d\d \d{6})Z\.declare-backup")


@dataclass(frozen=True)
class Kept:
    """A backup that lies in the folder: where, of when, and how many bytes. Nothing of it was opened."""

    path: Path
    made_at: datetime
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: its vault, its moment, the version of its tables, rows by table, and the SHA-256 of its parts."""

    format: int
    vault: UUID
    made_at: datetime
    revision: str
    counts: Mapping[str, int]
    hashes: Mapping[str, str]


@dataclass(frozen=True)
class Sound:
    """A backup that was opened and found whole, with what is in it; `history` is None where it is older than the chain of events."""

    kept: Kept
    manifest: Manifest
    history: Followed | None


@dataclass(frozen=True)
class Compared:
    """Rows of the backup as they are in the records now: the same, or changed or gone since; None where the tables have changed."""

    same: int
    since: int


@dataclass(frozen=True)
class Drill:
    """What a restore into a scratch file showed."""

    sound: Sound
    compared: Compared | None


def make(folder: Path, key: bytes, at: datetime) -> Sound:
    """Back up the records of this profile folder and prove the backup; CannotWrite, and no backup, where there is no room for it."""
    place = folder / BACKUPS
    make_folder(place)
    with _scratch(place) as scratch:
        copy = scratch / RECORDS
        with _faults(), closing(connect(folder / RECORDS, key)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        slots = (folder / SLOTS).read_bytes()
        counts, revision = _told(scratch, copy, key)
        manifest = Manifest(FORMAT, slots_of(slots).vault, at, revision, counts, {RECORDS: _hash_of(copy), SLOTS: sha256(slots).hexdigest()})
        part = scratch / "whole"
        _write_zip(part, copy, slots, manifest)
        sound = check(part, key, at)
        target = place / f"Declare {at.astimezone(UTC).strftime(_STAMP)}Z{SUFFIX}"
        part.replace(target)
        settle(place)
    return Sound(Kept(target, sound.kept.made_at, target.stat().st_size), sound.manifest, sound.history)


def listed(folder: Path) -> tuple[Kept, ...]:
    """The backups in a profile folder, the newest first; nothing else that lies there."""
    try:
        found = [(path, _NAME.fullmatch(path.name)) for path in (folder / BACKUPS).iterdir()]
    except OSError:
        return ()
    kept = [Kept(path, _moment(match[1]), path.stat().st_size) for path, match in found if match]
    return tuple(sorted(kept, key=lambda one: one.made_at, reverse=True))


def prune(folder: Path) -> tuple[Kept, ...]:
    """Remove the backups that the rule keeps no longer, and tell which: never the newest, so never the only one."""
    there = listed(folder)
    keep = backups.kept(one.made_at for one in there) if there else frozenset[datetime]()
    gone = tuple(one for one in there if one.made_at not in keep)
    for one in gone:
        one.path.unlink(missing_ok=True)
    return gone


def manifest_of(path: Path) -> tuple[Manifest, Slots]:
    """What a backup says of itself, and its slots; BackupUnusable where it is none, or one of a newer version."""
    with _opened(path) as whole:
        return _manifest(whole), slots_of(_small(whole, SLOTS))


def check(path: Path, key: bytes, made_at: datetime | None = None) -> Sound:
    """Restore a backup into a scratch folder and prove it: each part by its hash, each page, the history, and the number of rows.

    BackupUnusable says what is wrong with it; WrongKey that its key is another.
    """
    with _scratch(path.parent) as scratch:
        return _proved(path, key, scratch, made_at)


def drill(path: Path, key: bytes, records: Path, records_key: bytes) -> Drill:
    """Restore a backup into a scratch folder, prove it, and compare each row with the records as they are now. Changes neither."""
    with _scratch(path.parent) as scratch:
        sound = _proved(path, key, scratch, None)
        with _faults(), closing(connect(scratch / RECORDS, key)) as connection:
            if schema.revision(connection) != schema.HEAD:
                return Drill(sound, None)
            connection.execute(f"ATTACH DATABASE ? AS now KEY \"x'{records_key.hex()}'\"", (str(records),))
            same = sum(_rows_in_both(connection, table) for table in _tables(connection))
    return Drill(sound, Compared(same, sum(sound.manifest.counts.values()) - same))


def unpack(path: Path, into: Path) -> Manifest:
    """Write the parts of a backup into a folder, each proved by its hash and durable; BackupUnusable where one is not as it was."""
    with _opened(path) as whole:
        manifest = _manifest(whole)
        for name, expected in manifest.hashes.items():
            if _copy_part(whole, name, into / name) != expected:
                raise BackupUnusable(f"The backup {path.name} is damaged ({name} is not as it was written). Nothing was changed; choose another backup.")
    settle(into)
    return manifest


def _proved(path: Path, key: bytes, scratch: Path, made_at: datetime | None) -> Sound:
    manifest = unpack(path, scratch)
    with _faults(), _another_key(path), closing(connect(scratch / RECORDS, key)) as connection:
        pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        structure = [row[0] for row in connection.execute("PRAGMA quick_check")]
        chained_yet = schema.revision(connection) >= CHAINED_FROM
        counts, history = _counts(connection), follow(chained(connection)) if chained_yet else None
    if pages or structure != ["ok"] or counts != manifest.counts or (history and history.broken):
        raise BackupUnusable(f"The backup {path.name} does not hold what it says. Nothing was changed; choose another backup.")
    return Sound(Kept(path, made_at or manifest.made_at, path.stat().st_size), manifest, history)


def _told(scratch: Path, copy: Path, key: bytes) -> tuple[Mapping[str, int], str]:
    """Rows by table and the version of the tables, told by a copy of the copy: opening a file marks it."""
    look = scratch / "look"
    shutil.copyfile(copy, look)
    with _faults(), closing(connect(look, key)) as connection:
        return _counts(connection), schema.revision(connection)


def _tables(connection: driver.Connection) -> tuple[str, ...]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version' ORDER BY name")
    return tuple(str(row[0]) for row in rows)


def _counts(connection: driver.Connection) -> dict[str, int]:
    return {table: int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]) for table in _tables(connection)}


def _rows_in_both(connection: driver.Connection, table: str) -> int:
    found = connection.execute(f'SELECT count(*) FROM (SELECT * FROM main."{table}" INTERSECT SELECT * FROM now."{table}")')
    return int(found.fetchone()[0])


def _write_zip(target: Path, copy: Path, slots: bytes, manifest: Manifest) -> None:
    with open(target, "wb", opener=private) as file:
        with ZipFile(file, "w", ZIP_STORED) as whole:
            whole.writestr(MANIFEST, json.dumps(plain(manifest), indent=2))
            whole.writestr(SLOTS, slots)
            whole.write(copy, RECORDS)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _opened(path: Path) -> Generator[ZipFile]:
    unusable = BackupUnusable(f"{path.name} is no backup that Declare can read. Nothing was changed; choose another file.")
    try:
        with ZipFile(path) as whole:
            if len(whole.infolist()) > MOST_PARTS:
                raise unusable
            yield whole
    except (BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
        raise unusable from None


def _manifest(whole: ZipFile) -> Manifest:
    read: object = json.loads(_small(whole, MANIFEST))
    if not isinstance(read, dict):
        raise ValueError("no manifest")
    told = cast(dict[str, Any], read)
    if told.get("format") != FORMAT:
        raise BackupUnusable("A newer version of Declare made this backup. Nothing was changed; update Declare.")
    manifest = from_plain(Manifest, told)
    if set(manifest.hashes) != {RECORDS, SLOTS}:
        raise ValueError("parts are missing")
    return manifest


def _small(whole: ZipFile, name: str) -> bytes:
    info = _stored(whole, name)
    if info.file_size > MOST_BYTES:
        raise ValueError(f"{name} is too large")
    return whole.read(info)


def _stored(whole: ZipFile, name: str) -> ZipInfo:
    """A part that takes no more room than it has in the zip."""
    info = whole.getinfo(name)
    if info.compress_type != ZIP_STORED or info.file_size != info.compress_size:
        raise ValueError(f"{name} is not stored as it is")
    return info


def _copy_part(whole: ZipFile, name: str, target: Path) -> str:
    """Write a part to a file, durable, and give its SHA-256."""
    digest = sha256()
    with whole.open(_stored(whole, name)) as source, _writing(target) as file:
        for chunk in _chunks(source):
            digest.update(chunk)
            with _room(target):
                file.write(chunk)
    return digest.hexdigest()


@contextmanager
def _writing(target: Path) -> Generator[IO[bytes]]:
    """A new file for this person alone, durable at the end."""
    with _room(target):
        file = open(target, "wb", opener=private)  # noqa: SIM115 - closed below
    with file:
        yield file
        with _room(target):
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def _room(target: Path) -> Generator[None]:
    """CannotWrite where the disk has no room for it, or the folder takes no files."""
    try:
        yield
    except OSError as problem:
        raise cannot_write(target.parent, problem) from None


def _hash_of(path: Path) -> str:
    digest = sha256()
    with open(path, "rb") as file:
        for chunk in _chunks(file):
            digest.update(chunk)
    return digest.hexdigest()


def _chunks(source: IO[bytes]) -> Generator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


@contextmanager
def _scratch(place: Path) -> Generator[Path]:
    """A folder for one piece of work, on the same disk as what comes of it; gone afterwards. What is in it is encrypted."""
    try:
        with tempfile.TemporaryDirectory(prefix=".scratch-", dir=place) as name:
            yield Path(name)
    except OSError as problem:
        raise cannot_write(place, problem) from None


@contextmanager
def _another_key(path: Path) -> Generator[None]:
    """WrongKey for a file whose every byte is as it was written, and that this key does not open."""
    try:
        yield
    except driver.DatabaseError as fault:
        if not another_key(fault):
            raise
        raise WrongKey(f"The backup {path.name} was made under another key: it opens with the passphrase or the recovery key of its time. Nothing was changed.") from None


@contextmanager
def _faults() -> Generator[None]:
    try:
        yield
    except driver.Error as fault:
        raise in_words(fault) or fault from None


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
