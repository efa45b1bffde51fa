"""Noticing that a folder is on another computer, or kept in step with others: what can be told from its path and the mounts."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

NETWORK = frozenset(
    "9p afs autofs beegfs ceph cifs coda davfs fuse.davfs2 fuse.glusterfs fuse.gvfsd-fuse fuse.s3fs fuse.smbnetfs fuse.sshfs glusterfs gfs2 lustre ncpfs nfs nfs4 ocfs2 smb3 smbfs".split()
)
SYNCED_MOUNTS = {"fuse.onedriver": "OneDrive", "fuse.google-drive-ocamlfuse": "Google Drive", "fuse.rclone": "a cloud service"}

SYNCED_FOLDERS = (
    (re.compile(r"onedrive( ?- ?.+)?"), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?"), "Dropbox"),
    (re.compile(r"google ?drive( ?- ?.+)?|googledrive-.+"), "Google Drive"),
    (re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs"), "iCloud"),
    (re.compile(r"nextcloud|owncloud"), "Nextcloud"),
    (re.compile(r"cloudstorage"), "a cloud service"),
)
MARKS = {".dropbox.cache": "Dropbox", ".stfolder": "Syncthing"}
ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


@dataclass(frozen=True)
class Elsewhere:
    """Where else a folder is: on another computer, or kept in step by a service, which is named."""

    service: str = ""

    @property
    def sentence(self) -> str:
        """What this means for the records, and what a person can do."""
        if self.service:
            return (
                f"Your records are in a folder that {self.service} copies to other computers. They stay encrypted there. "
                "But copies of them can get mixed up, and old ones stay where Declare cannot reach. A folder on this computer alone is safer."
            )
        return (
            "Your records are in a folder on another computer. They stay encrypted there. "
            "But a lost connection can damage the file, and those who look after that computer hold copies. A folder on this computer alone is safer."
        )


def elsewhere(folder: Path) -> Elsewhere | None:
    """Where else this folder is, as far as this computer tells; None where it seems to be here alone."""
    place = Path(os.path.realpath(folder))
    mounts = Path("/proc/self/mountinfo")
    try:
        told = mounts.read_text(encoding="utf-8", errors="replace") if sys.platform == "linux" else ""
    except OSError:
        told = ""
    return _remote_drive(place) or synced(place, os.environ) or _marked(place) or mounted(place, told)


def synced(place: PurePath, environment: Mapping[str, str]) -> Elsewhere | None:
    """The service that keeps this path in step, told from the names of its folders, and from where Windows says that OneDrive is."""
    for name in ONEDRIVE:
        if environment.get(name) and place.is_relative_to(environment[name]):
            return Elsewhere("OneDrive")
    for part in place.parts:
        for pattern, service in SYNCED_FOLDERS:
            if pattern.fullmatch(part.casefold()):
                return Elsewhere(service)
    return None


def mounted(place: PurePath, mountinfo: str) -> Elsewhere | None:
    """Whether Linux has this path from another computer or a service, from its list of mounts."""
    nearest, kind = -1, ""
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        fields, source = left.split(), right.split()
        if len(fields) < 5 or not source:
            continue
        point = PurePath(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4]))
        # Of mounts at the same point, the last lies on top.
        if place.is_relative_to(point) and len(point.parts) >= nearest:
            nearest, kind = len(point.parts), source[0]
    if kind in SYNCED_MOUNTS:
        return Elsewhere(SYNCED_MOUNTS[kind])
    return Elsewhere() if kind in NETWORK else None


def _marked(place: Path) -> Elsewhere | None:
    """The service that left its mark in this folder or one above."""
    for above in (place, *place.parents):
        for mark, service in MARKS.items():
            if (above / mark).exists():
                return Elsewhere(service)
    return None


def _remote_drive(place: PurePath) -> Elsewhere | None:
    """Whether Windows has this path from another computer: by its name, or by what it says of the drive."""
    if place.drive.startswith("\\\\") and not place.drive.startswith("\\\\?\\"):
        return Elsewhere()
    if sys.platform == "win32":
        import ctypes  # there only, and only when a folder is looked at

        if ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == 4:
            return Elsewhere()
    return None
