"""After a whole declaration in the window, nothing can be read in what it left beside the PDF that the person saved."""

from __future__ import annotations

import re
from pathlib import Path

from coi_app.paths import resources
from coi_app.rules.loader import load_folder
from coi_app.services.describe import describe
from coi_app.ui.demo import PASSPHRASE
from tests.privacy.declaring import EXAMPLE
from tests.privacy.private_check import MARKER
from tests.privacy.tracing import trace
from tests.store.examples import NOW
from tests.store.scanning import Files, forms_of_text

KNOWN = re.compile(r"profile/(declare\.(db|heads|lock)|vault\.json(\.copy)?|preferences\.json|backups/declare-[0-9TZ-]+\.declare-backup)|\.cache/fontconfig/[^/]+")


def test_a_declaration_can_be_read_in_nothing_that_the_window_leaves(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    out.mkdir()
    seen = trace(["-m", "tests.privacy.declaring", str(home / "profile"), str(out)], home)
    assert seen.said.strip() == "declared"
    assert not seen.complained, "with every logger at its loudest, nothing is printed"
    assert not seen.started, "no other program is started"
    written = {path for path in seen.written if not path.startswith(("/dev/", "/proc/", str(out), str(home)))}
    assert not written, "everything that was written is in the home of this person, or where they said"
    content = load_folder(resources())
    shown = describe((resources() / "examples" / f"{EXAMPLE}.toml").read_bytes(), content, NOW.date())
    answers = {part for one in shown.interests for value in (*one.answers, *one.answers.values()) for part in (value if isinstance(value, tuple) else (value,))}
    texts = {MARKER, PASSPHRASE, shown.person, shown.agency, shown.manager, *(content.topic(one.topic).title for one in shown.interests)}
    texts |= {part for part in answers if isinstance(part, str) and len(part) >= 8}
    assert len(texts) >= 8
    files = Files()
    names = files.keep("afterwards", home)
    assert {"declare.db", "declare.heads", "vault.json", "preferences.json"} <= set(names)
    left = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
    assert not {name for name in left if not KNOWN.fullmatch(name)}, "no file but those that the README names"
    assert files.holding((text, forms_of_text(text)) for text in texts) == []
