"""A private check leaves nothing: no file, no line of a log, no recent list, nothing on the clipboard."""

from __future__ import annotations

from pathlib import Path

from tests.privacy.private_check import MARKER
from tests.privacy.tracing import trace

FORMS = (MARKER.encode(), MARKER.encode("utf-16-le"), MARKER.encode("utf-16-be"), MARKER.upper().encode())
ALLOWED = ("preferences.json", "fontconfig", ".part")
"""How the window stood, also while it is being written, and what the system notes of its fonts."""


def everything_below(folder: Path) -> dict[str, bytes]:
    """The content of every file below a folder, by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_of_a_private_check_is_left_anywhere(tmp_path: Path) -> None:
    home, pictures = tmp_path / "home", tmp_path / "pictures"
    pictures.mkdir()
    seen = trace(["-m", "tests.privacy.private_check", str(home / "profile"), str(pictures)], home)
    assert seen.said.strip(), "the check came to a result"
    left = everything_below(home)
    holding = [name for name, body in left.items() if any(form in body for form in FORMS)]
    assert not holding
    assert all(any(word in name for word in ALLOWED) for name in left), sorted(left)
    written = {path for path in seen.written if not path.startswith(("/dev/", "/proc/", str(pictures)))}
    assert all(any(word in path for word in ALLOWED) for path in written), sorted(written)
    assert not (home / "profile" / "declare.db").exists(), "no records were made"


def test_the_search_would_find_the_word(tmp_path: Path) -> None:
    (tmp_path / "note").write_bytes(b"\0" + MARKER.encode("utf-16-le"))
    assert any(form in body for body in everything_below(tmp_path).values() for form in FORMS)
