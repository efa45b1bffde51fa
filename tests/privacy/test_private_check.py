"""A private check leaves nothing: no file, no line of a log, no recent list, nothing on the clipboard, no word in a title, no other program that is told."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

from coi_app.paths import resources
from coi_app.rules.loader import load_folder
from coi_app.services.describe import describe
from coi_app.ui.preferences import Preferences
from tests.privacy.private_check import MARKER
from tests.privacy.tracing import trace
from tests.store.examples import NOW
from tests.store.scanning import Files, forms_of_text

ALLOWED = re.compile(r"profile(/preferences\.json|/\.[a-z0-9_]+\.part)?|\.cache(/fontconfig(/[^/]+)?)?")
"""How the window stood, also while it is being written, and what the system notes of its fonts."""


def test_nothing_of_a_private_check_is_left_anywhere(tmp_path: Path) -> None:
    home, pictures = tmp_path / "home", tmp_path / "pictures"
    pictures.mkdir()
    seen = trace(["-m", "tests.privacy.private_check", str(home / "profile"), str(pictures)], home)
    assert seen.said.strip(), "the check came to a result"
    assert not seen.complained, "with every logger at its loudest, nothing is printed"
    assert not seen.started and not seen.peers, "nobody else on this computer is told"
    content = load_folder(resources())
    shown = describe((resources() / "examples" / "pamphlets.toml").read_bytes(), content, NOW.date())
    texts = {MARKER, shown.interests[0].words or MARKER, content.topic(shown.interests[0].topic).title}
    files = Files()
    left = set(files.keep("afterwards", home))
    assert files.holding((text, forms_of_text(text)) for text in texts) == []
    written = {path for path in seen.written if not path.startswith(("/dev/", "/proc/", str(pictures)))}
    beside = {path for path in written if not ALLOWED.fullmatch(path.removeprefix(f"{home}/"))}
    assert not beside, "nothing else was made even for a moment, a folder neither"
    assert "preferences.json" in left, "the search looked at what was left"
    assert set(json.loads((home / "profile" / "preferences.json").read_text())) <= set(asdict(Preferences()))
