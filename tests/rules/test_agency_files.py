"""An agency's files from a stranger: a hostile zip or folder is refused in one sentence, and nothing of it is used."""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coi_app.domain.errors import ContentError
from coi_app.paths import resources
from coi_app.rules.agency_files import MOST_BYTES, MOST_FILES, read_agency
from coi_app.rules.agency_loading import with_agency, with_agency_or_without
from coi_app.rules.bundle import read_folder
from coi_app.rules.loader import load
from tests.rules.agency_layers import EXAMPLE, example_files, put

Make = Callable[[zipfile.ZipFile], None]


def link(archive: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo("rules.toml")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(entry, "/etc/passwd")


def twice(archive: zipfile.ZipFile) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        for _ in range(2):
            archive.writestr("manifest.toml", "")


HOSTILE: dict[str, tuple[Make, str]] = {
    "a name that leads up": (lambda z: z.writestr("../manifest.toml", ""), "leads out of the zip"),
    "a name that leads up further in": (lambda z: z.writestr("a/../../manifest.toml", ""), "leads out of the zip"),
    "a name from the root": (lambda z: z.writestr("/etc/manifest.toml", ""), "leads out of the zip"),
    "a name of another system": (lambda z: z.writestr("..\\manifest.toml", ""), "leads out of the zip"),
    "a name with a drive": (lambda z: z.writestr("C:manifest.toml", ""), "leads out of the zip"),
    "a link": (link, "holds a link"),
    "too many files": (lambda z: [z.writestr(f"{n}.toml", "") for n in range(MOST_FILES + 1)] and None, "more than"),
    "a bomb": (lambda z: z.writestr("rules.toml", b"#" * (MOST_BYTES + 1)), "larger than 2 MB"),
    "a bomb in parts": (lambda z: [z.writestr(f"{n}.toml", b"#" * (MOST_BYTES // 4)) for n in range(5)] and None, "larger than 2 MB"),
    "a name twice": (twice, "twice"),
    "files in several folders": (lambda z: [z.writestr(f"{n}/rules.toml", "") for n in "ab"] and None, "several folders"),
    "files too deep": (lambda z: z.writestr("a/b/rules.toml", ""), "several folders"),
    "nothing": (lambda z: None, "holds no content"),
    "only notes": (lambda z: z.writestr("README.md", "Kia ora"), "holds no content"),
}


@pytest.mark.parametrize(("make", "says"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_zip_is_refused_in_one_sentence(make: Make, says: str, tmp_path: Path) -> None:
    place = tmp_path / "agency.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        make(archive)
    with pytest.raises(ContentError, match=says) as told:
        read_agency(place)
    assert "\n" not in str(told.value)
    assert os.listdir(tmp_path) == ["agency.zip"]


def test_a_zip_that_lies_about_its_size_is_never_unpacked_beyond_the_limit(tmp_path: Path) -> None:
    place = tmp_path / "agency.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rules.toml", b"#" * (20 * MOST_BYTES // 10 * 5))
    raw = bytearray(place.read_bytes())
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):  # the size unpacked, in the entry and in the list of them
        start = raw.index(signature)
        raw[start + at : start + at + 4] = struct.pack("<I", 10)
    place.write_bytes(raw)
    with pytest.raises(ContentError):
        read_agency(place)


def test_a_locked_a_cut_and_a_made_up_zip_are_refused(tmp_path: Path) -> None:
    whole = tmp_path / "agency.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        for name, text in example_files().items():
            archive.writestr(name, text)
    raw = whole.read_bytes()
    locked = bytearray(raw)
    locked[6] |= 1
    locked[raw.index(b"PK\x01\x02") + 8] |= 1
    for body in (bytes(locked), raw[: len(raw) // 2], b"PK\x03\x04", b"", b"not a zip", raw.replace(b"agency =", b"agencY =")):
        whole.write_bytes(body)
        with pytest.raises(ContentError, match="not a zip file that can be read"):
            read_agency(whole)


@given(data=st.data())
def test_a_zip_with_any_byte_turned_is_read_or_refused_and_never_anything_else(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("zip") / "agency.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in example_files().items():
            archive.writestr(name, text)
    raw = bytearray(place.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    place.write_bytes(raw)
    try:
        assert sum(map(len, read_agency(place).values())) <= MOST_BYTES
    except ContentError as told:
        assert "\n" not in str(told)


@pytest.mark.parametrize("packed", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_zip_packed_in_a_rare_way_is_refused_whole_or_damaged(packed: int, tmp_path: Path) -> None:
    place = tmp_path / "agency.zip"
    with zipfile.ZipFile(place, "w", packed) as archive:
        for name, text in example_files().items():
            archive.writestr(name, text)
    raw = place.read_bytes()
    for body in (raw, raw[:60] + b"\xff" * 40 + raw[100:]):
        place.write_bytes(body)
        with pytest.raises(ContentError, match="not a zip file that can be read"):
            read_agency(place)


@pytest.mark.parametrize(("file", "key"), [("manifest.toml", "effective"), ("sources.toml", "checked")])
def test_a_day_with_a_time_is_refused_in_one_sentence(file: str, key: str, tmp_path: Path) -> None:
    text = re.sub(rf"^{key} = (\S+)$", rf"{key} = \1T10:00:00Z", example_files()[file], flags=re.MULTILINE)
    folder = put({**example_files(), file: text}, tmp_path / "ours")
    bundle = read_folder(resources())
    with pytest.raises(ContentError, match="a date without a time"):
        with_agency(load(bundle), bundle, folder, resources())


def test_a_folder_with_a_link_a_pipe_or_a_folder_in_it_is_refused(tmp_path: Path) -> None:
    for name, make in {"rules.toml": lambda p: p.symlink_to("/etc/passwd"), "questions.toml": os.mkfifo, "more": Path.mkdir}.items():
        folder = put(example_files(), tmp_path / f"of-{name}")
        (folder / name).unlink(missing_ok=True)
        make(folder / name)
        with pytest.raises(ContentError, match="not a plain file"):
            read_agency(folder)


def test_a_folder_that_is_too_large_is_refused(tmp_path: Path) -> None:
    folder = put({**example_files(), "rules.toml": "#" * (MOST_BYTES + 1)}, tmp_path / "ours")
    with pytest.raises(ContentError, match="larger than 2 MB"):
        read_agency(folder)


def test_a_zip_and_a_folder_of_the_same_files_are_the_same_content(tmp_path: Path) -> None:
    place = tmp_path / "agency.zip"
    with zipfile.ZipFile(place, "w") as archive:
        for name, text in example_files().items():
            archive.writestr(f"ours/{name}", text)
        archive.writestr("__MACOSX/ours/._rules.toml", "x")
        archive.writestr("ours/README.md", "Kia ora")
        archive.writestr("ours/.DS_Store", "x")
    assert read_agency(place) == read_agency(EXAMPLE)


def test_what_is_nowhere_is_left_out_with_a_sentence(tmp_path: Path) -> None:
    bundle = read_folder(resources())
    base = load(bundle)
    kept = with_agency_or_without(base, bundle, tmp_path / "none", resources())
    assert kept.content is base and "neither a folder nor a zip" in kept.problem
