"""The content files as bytes: read from a folder, named by a hash, packed into one piece."""

from __future__ import annotations

import hashlib
import json
import zlib
from codecs import BOM_UTF8
from collections.abc import Mapping
from pathlib import Path

from coi_app.domain.errors import ContentError

Bundle = Mapping[str, bytes]
"""Content files by their path below the resources folder, with forward slashes."""

LARGEST_FILE = 2_000_000
FOLDERS = ("content", "rules", "law")

GUIDANCE, GLOSSARY = "guidance/", "glossary.toml"
"""The folder and the file of the content that a start does not read."""

AGENCY = "agency/"
"""Where an agency's files stand in a bundle, beside those of the content."""


def read_folder(folder: Path) -> Bundle:
    """Every TOML file of the content below a folder; ContentError where there is none."""
    files: dict[str, bytes] = {}
    for part in FOLDERS:
        for path in sorted((folder / part).rglob("*.toml")):
            name = path.relative_to(folder).as_posix()
            files[name] = _read(path, name)
    if not files:
        raise ContentError(folder.name, "", "holds no content files (it needs the folders content, rules and law)")
    return files


def _read(path: Path, name: str) -> bytes:
    try:
        if not path.is_file():  # a pipe or a device could be read for ever
            raise ContentError(name, "", "is not a file")
        if path.stat().st_size > LARGEST_FILE:
            raise ContentError(name, "", "is too large to be a content file")
        return path.read_bytes()
    except OSError:
        raise ContentError(name, "", "could not be read") from None


def parsed(body: bytes) -> dict[str, object]:
    """The table that a content file holds; ValueError or RecursionError where it is not TOML.

    A byte order mark, which some editors put first, means nothing.
    """
    import tomllib  # not needed where the content was parsed ahead, as it is for a start

    return tomllib.loads(body.decode("utf-8-sig"))


def is_read_later(name: str) -> bool:
    """Whether this file of a bundle is read only when guidance is opened."""
    return f"/{GUIDANCE}" in name or name.endswith(f"/{GLOSSARY}")


def hash_of(bundle: Bundle) -> str:
    """The name of this exact content: SHA-256 over names and bytes, in hexadecimal."""
    digest = hashlib.sha256()
    for name in sorted(bundle):
        body = bundle[name].removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(body)}\0".encode())
        digest.update(body)
    return digest.hexdigest()


def pack(bundle: Bundle) -> bytes:
    """The bundle in one piece, the same bytes for the same content."""
    plain = {name: bundle[name].decode() for name in sorted(bundle)}
    return zlib.compress(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode(), 9)


def unpack(packed: bytes) -> Bundle:
    """The bundle that `pack` made."""
    return {name: text.encode() for name, text in json.loads(zlib.decompress(packed)).items()}
