"""Searching files as somebody would who found them: for texts and keys in every form they may have, inside what is packed too."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode, b64encode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote
from zipfile import BadZipFile, ZipFile

SHORTEST = 6
"""A shorter text turns up in a megabyte of noise by itself."""

_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_LOCAL = re.compile(rb"PK\x03\x04.{26}", re.DOTALL)
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
DEEPEST = 3


def forms_of_text(text: str) -> frozenset[bytes]:
    """The bytes that this text may be written as."""
    spellings = {normalize(form, spelt) for form in ("NFC", "NFD") for spelt in (text, text.upper(), text.lower())}
    wide = {spelt.encode(encoding) for spelt in spellings for encoding in ("utf-16-le", "utf-16-be", "utf-32-le")}
    plain = {spelt.encode() for spelt in spellings}
    escaped = {json.dumps(spelt)[1:-1].encode() for spelt in spellings} | {quote(spelt).encode() for spelt in spellings}
    found = plain | wide | escaped | {body.hex().encode() for body in plain} | {part for body in plain for part in _in_base64(body)}
    assert all(len(form) >= SHORTEST for form in found), f"{text} is too short to be looked for"
    return frozenset(found)


def forms_of_key(key: bytes) -> frozenset[bytes]:
    """The bytes that this key may be written as."""
    in_hex = key.hex()
    return frozenset({key, key[::-1], in_hex.encode(), in_hex.upper().encode(), in_hex.encode("utf-16-le"), *_in_base64(key)})


def _in_base64(body: bytes) -> Iterator[bytes]:
    """What stands in base64 of this, wherever in the encoded bytes it begins."""
    for encode in (b64encode, urlsafe_b64encode):
        for before in range(3):
            yield encode(b"\0" * before + body)[(before * 8 + 5) // 6 : (before + len(body)) * 8 // 6]


def opened(body: bytes, depth: int = 0) -> Iterator[bytes]:
    """These bytes, and what is packed in them: parts of a zip, streams of zlib and gzip, and base64."""
    yield body
    if depth < DEEPEST:
        for inner in (*_zipped(body), *_inflated(body), *_decoded(body)):
            yield from opened(inner, depth + 1)


def _zipped(body: bytes) -> Iterator[bytes]:
    try:
        with ZipFile(BytesIO(body)) as whole:
            yield from (whole.read(name) for name in whole.namelist())
    except (BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError):
        return


def _inflated(body: bytes) -> Iterator[bytes]:
    starts = [(found.start(), zlib.MAX_WBITS | 32) for found in _PACKED.finditer(body)]
    for found in _LOCAL.finditer(body):
        names = int.from_bytes(found[0][26:28], "little") + int.from_bytes(found[0][28:30], "little")
        starts.append((found.end() + names, -zlib.MAX_WBITS))
    for start, how in starts:
        try:
            inner = zlib.decompressobj(how).decompress(body[start:])
        except zlib.error:
            continue
        if len(inner) >= SHORTEST:
            yield inner


def _decoded(body: bytes) -> Iterator[bytes]:
    for found in _BASE64.findall(body):
        try:
            yield b64decode(found + b"=" * (-len(found) % 4), altchars=b"-_" if b"-" in found or b"_" in found else None)
        except Error:
            continue


@dataclass
class Files:
    """Files as they lay at several moments: each body once, and where it was first seen."""

    seen: dict[bytes, tuple[str, bytes]] = field(default_factory=dict[bytes, tuple[str, bytes]])

    def keep(self, moment: str, *folders: Path) -> list[str]:
        """Remember everything in these folders, and give the names of what lies there."""
        found = [(path, path.read_bytes()) for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
        for path, body in found:
            self.add(f"{moment}: {path.name}", body)
        return [path.name for path, _ in found]

    def add(self, where: str, body: bytes) -> None:
        """Remember these bytes."""
        self.seen.setdefault(sha256(body).digest(), (where, body))

    def holding(self, looked_for: Iterable[tuple[str, frozenset[bytes]]]) -> list[str]:
        """Where any of these was found, by its name; the names of files count too."""
        wanted, found = list(looked_for), list[str]()
        for where, body in self.seen.values():
            for inner in (where.encode(), *opened(body)):
                found += [f"{name} in {where}" for name, forms in wanted if any(form in inner for form in forms)]
        return found
