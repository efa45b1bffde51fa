"""The signed heads of the history, in a file outside the encrypted one: one line each, written whole.

They are signed with a seed that only the encrypted file holds, and encrypted with what is made of it, so nobody
makes or reads one without the key. They cannot tell where the whole folder is put back as it was.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from contextlib import closing
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, cast

from nacl.exceptions import CryptoError
from nacl.secret import Aead
from nacl.signing import SigningKey, VerifyKey

from coi_app.domain.chain import follow
from coi_app.domain.errors import VaultDamaged
from coi_app.domain.heads import Head, HeadKind, Heads, Rollback, Verified, compare
from coi_app.store.chained import chained, guards_gone
from coi_app.store.connection import connect
from coi_app.store.driver import driver
from coi_app.store.files import write_whole
from coi_app.store.keys import KEY_BYTES
from coi_app.store.signed import compared as signings_compared

NAME = "declare.heads"
MOST_HEADS = 50
MOST_BYTES = 1 << 20
PADDED = 384
"""Each head is made as long as any other, so that its length does not tell which moment it was kept at."""
MEANT_FOR = b"declare head 1\n"
"""Put before what is signed, so that the signature is of no use for anything else."""


def keep_head(records: Path, key: bytes, kind: HeadKind) -> bool:
    """Keep where the history ends now; whether this was done. While the heads do not agree with it, nothing is kept over them.

    CannotWrite where the folder takes no file; the heads before then stand.
    """
    with closing(connect(records, key)) as connection:
        seed, head = _seed(connection), _tip(connection, kind)
        heads = _read(records.parent / NAME, seed)
        if seed is None or head is None or _compared(connection, heads):
            return False
    if heads.kept[-1].number == head.number:
        return False
    _write(records.parent / NAME, (*heads.kept, head), seed)
    return True


def begin_heads(records: Path, key: bytes, kind: HeadKind) -> None:
    """Begin with the history as it is: a new one, or one that the person knows to be older; any heads before are dropped."""
    with closing(connect(records, key)) as connection:
        head = _tip(connection, kind)
        seed = _seed(connection) if head else None
    if seed and head:
        _write(records.parent / NAME, (head,), seed)


def heads_of(records: Path, key: bytes, *, read_only: bool = False) -> Heads:
    """The heads beside the file."""
    with closing(connect(records, key, read_only=read_only)) as connection:
        return _read(records.parent / NAME, _seed(connection))


def has_heads(folder: Path) -> bool:
    """Whether there is a file with heads in this folder, sound or not."""
    return (folder / NAME).exists()


def rollback(records: Path, key: bytes, *, read_only: bool = False) -> Rollback | None:
    """What the heads beside the file say against it; None where it is the latest, as far as they can tell."""
    with closing(connect(records, key, read_only=read_only)) as connection:
        connection.execute("BEGIN")
        return _compared(connection, _read(records.parent / NAME, _seed(connection)))


def verified(records: Path, key: bytes, *, read_only: bool = False) -> Verified:
    """Follow the whole history, and compare it with its heads, all at one moment."""
    with closing(connect(records, key, read_only=read_only)) as connection:
        connection.execute("BEGIN")
        try:
            followed, seed = follow(chained(connection)), _seed(connection)
            against = _compared(connection, _read(records.parent / NAME, seed))
            return Verified(followed.events, followed.broken, guards_gone(connection), against, signings_compared(connection, seed))
        except driver.OperationalError as fault:
            if getattr(fault, "sqlite_errorname", "") != "SQLITE_ERROR":
                raise
            raise VaultDamaged("The file with your records has lost the table of what happened. Nothing was changed; put it back from a backup.") from None


def _compared(connection: driver.Connection, heads: Heads) -> Rollback | None:
    def hash_at(number: int) -> bytes | None:
        row = connection.execute("SELECT hash FROM event WHERE number = ?", (number,)).fetchone()
        return row[0] if row else None

    last = connection.execute("SELECT max(number) FROM event").fetchone()[0] or 0
    return compare(heads, last, hash_at)


def _tip(connection: driver.Connection, kind: HeadKind) -> Head | None:
    """Where the history ends; None before anything happened or was chained, and where its last event cannot be read."""
    if not connection.execute("SELECT 1 FROM pragma_table_info('event') WHERE name = 'hash'").fetchone():
        return None
    row = connection.execute("SELECT number, hash, at FROM event ORDER BY number DESC LIMIT 1").fetchone()
    try:
        return Head(row[0], bytes(row[1]), datetime.fromisoformat(f"{row[2]}+00:00"), kind) if row else None
    except (ValueError, TypeError):
        return None


def _seed(connection: driver.Connection) -> bytes | None:
    """What the heads of these records are signed with; None in a vault that is still empty."""
    row = connection.execute("SELECT signing_seed FROM profile").fetchone()
    return row[0] if row and isinstance(row[0], bytes) and len(row[0]) == KEY_BYTES else None


def _write(path: Path, heads: tuple[Head, ...], seed: bytes) -> None:
    signing, secret = SigningKey(seed), _secret(seed)
    write_whole(path, b"".join(_line(head, signing, secret) for head in heads[-MOST_HEADS:]))


def _line(head: Head, signing: SigningKey, secret: Aead) -> bytes:
    said = {"number": head.number, "hash": head.hash.hex(), "at": head.at.isoformat(), "kind": head.kind.value}
    signature = b64encode(signing.sign(_signed_part(said)).signature).decode()
    return b64encode(secret.encrypt(json.dumps({**said, "signature": signature}).encode().ljust(PADDED), MEANT_FOR)) + b"\n"


def _secret(seed: bytes) -> Aead:
    """What the heads are encrypted with."""
    return Aead(blake2b(key=seed, person=b"declare heads", digest_size=KEY_BYTES).digest())


def _signed_part(said: dict[str, Any]) -> bytes:
    return MEANT_FOR + json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def _read(path: Path, seed: bytes | None) -> Heads:
    """The heads in the file that this seed has signed, and how many other lines there are."""
    try:
        with open(path, "rb") as file:
            lines = [line for line in file.read(MOST_BYTES).split(b"\n") if line.strip()]
    except OSError:
        return Heads()
    found = [_head(line, SigningKey(seed).verify_key, _secret(seed)) if seed else None for line in lines]
    return Heads(tuple(head for head in found if head), found.count(None))


def _head(line: bytes, verify: VerifyKey, secret: Aead) -> Head | None:
    """The head on a line; None where these records did not sign it."""
    try:
        said = cast(dict[str, Any], json.loads(secret.decrypt(b64decode(line, validate=True), MEANT_FOR)))
        verify.verify(_signed_part({name: value for name, value in said.items() if name != "signature"}), b64decode(said["signature"], validate=True))
        return Head(int(said["number"]), bytes.fromhex(said["hash"]), datetime.fromisoformat(said["at"]), HeadKind(said["kind"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, CryptoError):
        return None
