"""An agency's files from a folder or a zip that a stranger may have made: read safely, or refused in one sentence."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from coi_app.domain.errors import ContentError
from coi_app.rules.agency_reading import FILES
from coi_app.rules.bundle import AGENCY, Bundle

MOST_BYTES = 2_000_000
"""All files of a layer together, unpacked; a zip may be no larger either."""

MOST_FILES = 60
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How the files of a zip may be packed: as everyone's zip is. Other ways ask for memory as the zip likes, and fail in ways of their own."""

BESIDE = (".md", ".txt")
"""Notes that may lie beside the content; they are not read."""


def read_agency(place: Path) -> Bundle:
    """The files of a layer in a folder or a zip, under the names that they have in a bundle; ContentError says why it cannot be used."""
    try:
        if place.is_dir():
            files = _folder(place)
        elif place.is_file():
            files = _zip(place)
        else:
            raise ContentError(place.name, "", "is neither a folder nor a zip file")
    except OSError:
        raise ContentError(place.name, "", "could not be read") from None
    if not files:
        raise ContentError(place.name, "", f"holds no content of an agency: it needs at least {FILES[0]}")
    return {f"{AGENCY}{name}": body for name, body in sorted(files.items())}


def is_agency_folder(folder: Path) -> bool:
    """Whether a folder holds an agency's content, rather than a whole content or something else."""
    # `os.path` rather than `Path`: what may not be looked into, or has too long a name, is not there.
    return any(os.path.isfile(folder / name) for name in FILES) and not any(os.path.isdir(folder / part) for part in ("content", "rules", "law"))


def _folder(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.iterdir() if not _is_beside(path.name))
    if len(found) > MOST_FILES:
        raise ContentError(folder.name, "", f"holds more than {MOST_FILES} files")
    files: dict[str, bytes] = {}
    for path in found:
        if path.is_symlink() or not path.is_file():  # a link could lead anywhere, a pipe could be read for ever
            raise ContentError(path.name, "", "is not a plain file: put the files of the content side by side in one folder")
        files[path.name] = _limited(files, path.name, path.read_bytes() if path.stat().st_size <= MOST_BYTES else None)
    return files


def _zip(path: Path) -> dict[str, bytes]:
    if path.stat().st_size > MOST_BYTES:
        raise ContentError(path.name, "", f"is larger than {MOST_BYTES // 1_000_000} MB, which no agency's content needs")
    try:
        with zipfile.ZipFile(path) as archive:
            return _unpacked(path.name, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, LookupError):
        raise ContentError(path.name, "", "is not a zip file that can be read: it is damaged, locked by a password, or something else") from None


def _unpacked(name: str, archive: zipfile.ZipFile) -> dict[str, bytes]:
    members = archive.infolist()
    if len(members) > MOST_FILES:
        raise ContentError(name, "", f"holds more than {MOST_FILES} files")
    files: dict[str, bytes] = {}
    for member, own in _plain_members(name, members):
        if member.compress_type not in PACKED:
            raise NotImplementedError(member.compress_type)
        if own in files:
            raise ContentError(own, "", "is in the zip twice")
        body = None
        if member.file_size <= MOST_BYTES:
            with archive.open(member) as stream:  # what a zip says of its sizes may be a lie, so no more than the limit is ever unpacked
                body = stream.read(MOST_BYTES + 1)
        files[own] = _limited(files, own, body)
    return files


def _plain_members(name: str, members: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """The files in a zip by their own names: all side by side, in one folder at most, and none that leads elsewhere."""
    paths = {member: PurePosixPath(member.filename) for member in members if not member.is_dir()}
    for member, path in paths.items():
        if path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in member.filename or "\0" in member.orig_filename:
            raise ContentError(name, "", "holds a name that leads out of the zip, so nothing of it was read")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise ContentError(name, "", "holds a link to another file, so nothing of it was read")
    own = {member: path for member, path in paths.items() if path.parts[0] != "__MACOSX" and not _is_beside(path.name)}
    folders = {path.parent for path in own.values()}
    if len(folders) > 1 or any(len(folder.parts) > 1 for folder in folders):
        raise ContentError(name, "", "has its files in several folders: put them side by side")
    yield from ((member, path.name) for member, path in own.items())


def _is_beside(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(BESIDE)


def _limited(files: dict[str, bytes], name: str, body: bytes | None) -> bytes:
    if body is None or sum(map(len, files.values())) + len(body) > MOST_BYTES:
        raise ContentError(name, "", f"makes the content larger than {MOST_BYTES // 1_000_000} MB, which no agency's content needs")
    return body
