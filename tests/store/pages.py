"""The pages of an encrypted file as they are under the cipher, the free ones too: what a person with the key could dig out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE, SALT = 4096, 16
VECTOR, HASH = 16, 64
WAL_HEADER, FRAME_HEADER = 32, 24


def under_the_cipher(page: bytes, key: bytes, *, first: bool = False) -> bytes:
    """One page, opened with the key; SQLCipher keeps the vector and a hash at its end, and on the first page a salt before it."""
    body, vector = page[SALT if first else 0 : PAGE - VECTOR - HASH], page[PAGE - VECTOR - HASH : PAGE - HASH]
    opening = Cipher(AES(key), CBC(vector)).decryptor()
    return opening.update(body) + opening.finalize()


def pages_of(path: Path, key: bytes) -> Iterator[bytes]:
    """Every page of the file."""
    body = path.read_bytes()
    for start in range(0, len(body), PAGE):
        yield under_the_cipher(body[start : start + PAGE], key, first=start == 0)


def pages_in_log(path: Path, key: bytes) -> Iterator[bytes]:
    """Every page in the write-ahead log, whether it still counts or not; none where there is no log."""
    body = path.read_bytes() if path.exists() else b""
    for start in range(WAL_HEADER + FRAME_HEADER, len(body) - PAGE + 1, FRAME_HEADER + PAGE):
        number = int.from_bytes(body[start - FRAME_HEADER : start - FRAME_HEADER + 4], "big")
        yield under_the_cipher(body[start : start + PAGE], key, first=number == 1)


def everything(folder: Path, key: bytes) -> bytes:
    """All that the file and its log hold, opened with the key."""
    return b"".join((*pages_of(folder / "declare.db", key), *pages_in_log(folder / "declare.db-wal", key)))
