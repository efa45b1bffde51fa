"""No journey makes a socket or looks up a name: each runs in a network of its own, watched from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.privacy.tracing import ROOT, trace

NETWORK = {"AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"}
EXAMPLE = str(ROOT / "resources" / "examples" / "pamphlets.toml")

JOURNEYS = {
    "a whole declaration in the window": ["-m", "coi_app", "demo", "--out", "left"],
    "the result on the command line": ["-m", "coi_app", "assess", EXAMPLE],
    "the conversation guide": ["-c", f"from coi_app.__main__ import main; print(main(['conversation', {EXAMPLE!r}, '--out', 'guide.pdf']))"],
    "backup, archive, lock and everything kept": ["-m", "tests.privacy.safekeeping"],
}


def test_the_watch_sees_a_socket(tmp_path: Path) -> None:
    program = "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()\ntry:\n    socket.getaddrinfo('example.org', 80)\nexcept OSError as e: print('cut off')"
    seen = trace(["-c", program], tmp_path / "home")
    assert "AF_INET" in seen.families and "cut off" in seen.said


@pytest.mark.parametrize("journey", JOURNEYS)
def test_a_journey_makes_no_connection(tmp_path: Path, journey: str) -> None:
    seen = trace(JOURNEYS[journey], tmp_path / "home")
    assert seen.said, "the journey was gone through"
    assert not seen.families & NETWORK
    assert not {path for path in seen.written if path.startswith("/etc/")}
