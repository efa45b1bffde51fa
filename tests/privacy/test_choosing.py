"""Choosing a file leaves no trace on the desktop: no recent list, and nothing of Qt's own."""

from __future__ import annotations

from pathlib import Path

from tests.privacy.tracing import trace

RECENT = b'<?xml version="1.0"?>\n<xbel version="1.0"/>\n'


def test_choosing_a_file_leaves_nothing_but_the_choice(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "quokkafolder"
    recent = home / ".local" / "share" / "recently-used.xbel"
    recent.parent.mkdir(parents=True)
    recent.write_bytes(RECENT)
    folder.mkdir()
    (folder / "there.pdf").write_text("there")
    seen = trace(["-m", "tests.privacy.choosing", str(folder)], home, patience=40)
    assert seen.said.split() == ["quokkamarker.pdf", "there.pdf"]
    assert recent.read_bytes() == RECENT
    assert not {path for path in seen.written if "fontconfig" not in path and not path.startswith("/dev/")}, "not even for a moment"
    assert not seen.started and not seen.peers
    assert {path.name for path in folder.iterdir()} == {"there.pdf"}
