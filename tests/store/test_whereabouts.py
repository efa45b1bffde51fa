"""A folder on another computer, or one that a service keeps in step, is noticed; an ordinary one is not."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from coi_app.store.whereabouts import Elsewhere, elsewhere, mounted, synced

MOUNTS = r"""22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:25 / /home/mihi/H\040drive rw - cifs //server/homes rw,vers=3.0
31 22 0:26 / /mnt/team rw - nfs4 server:/team rw
32 31 0:27 / /mnt/team/local rw - tmpfs none rw
33 22 0:28 / /mnt/cloud rw - fuse.rclone remote: rw
34 22 0:29 / /mnt/over rw - ext4 /dev/vdb rw
35 22 0:30 / /mnt/over rw - smb3 //server/over rw
36 22 - broken
"""


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("/home/mihi/.local/share/Declare", None),
        ("/home/mihi/H drive/Declare", Elsewhere()),
        ("/home/mihi/H", None),
        ("/mnt/team/Declare", Elsewhere()),
        ("/mnt/teams/Declare", None),
        ("/mnt/team/local/Declare", None),
        ("/mnt/cloud/Declare", Elsewhere("a cloud service")),
        ("/mnt/over/Declare", Elsewhere()),
    ],
)
def test_the_nearest_mount_tells_where_a_folder_is(place: str, found: Elsewhere | None) -> None:
    assert mounted(PurePosixPath(place), MOUNTS) == found


@pytest.mark.parametrize(
    ("place", "service"),
    [
        (PureWindowsPath(r"C:\Users\mihi\OneDrive - Example Agency\Documents\Declare"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\mihi\OneDrive\Declare"), "OneDrive"),
        (PurePosixPath("/home/mihi/Dropbox/Declare"), "Dropbox"),
        (PurePosixPath("/home/mihi/Dropbox (Personal)/Declare"), "Dropbox"),
        (PurePosixPath("/Users/mihi/Library/CloudStorage/OneDrive-ExampleAgency/Declare"), "a cloud service"),
        (PurePosixPath("/Users/mihi/Library/Mobile Documents/com~apple~CloudDocs/Declare"), "iCloud"),
        (PureWindowsPath(r"C:\Users\mihi\iCloudDrive\Declare"), "iCloud"),
        (PurePosixPath("/home/mihi/Google Drive/Declare"), "Google Drive"),
        (PureWindowsPath(r"D:\Work\Declare"), "OneDrive"),
    ],
)
def test_a_service_is_told_by_the_names_of_its_folders_or_by_windows(place: PurePosixPath | PureWindowsPath, service: str) -> None:
    assert synced(place, {"OneDriveCommercial": r"D:\Work"}) == Elsewhere(service)


@pytest.mark.parametrize("place", ["/home/mihi/.local/share/Declare", "/home/mihi/dropboxes/Declare", "/home/onedriver/Declare", "/srv/my drive/Declare"])
def test_a_name_that_only_sounds_alike_is_left_in_peace(place: str) -> None:
    assert synced(PurePosixPath(place), {"OneDrive": ""}) is None


def test_an_ordinary_folder_is_here_alone_and_a_mark_or_a_link_into_a_service_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "plain" / "Declare"
    assert elsewhere(folder) is None
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox")
    assert elsewhere(tmp_path / "link" / "Declare") == Elsewhere("Dropbox")
    (tmp_path / "plain" / ".stfolder").mkdir(parents=True)
    assert elsewhere(folder) == Elsewhere("Syncthing")


@pytest.mark.parametrize("found", [Elsewhere(), Elsewhere("OneDrive")])
def test_it_is_said_in_short_sentences(found: Elsewhere) -> None:
    assert all(len(one.split()) < 20 for one in found.sentence.split(". ")) and found.service in found.sentence
