"""No journey makes a socket or looks up a name: each runs in a network of its own, watched from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.privacy.tracing import ROOT, Traced, trace

NETWORK = {"AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"}
PRINTING = {"127.0.0.1 631", "::1 631"}
"""Where the system's library asks for printers, on this computer, when a person prints."""

JOURNEYS = {
    "a private check, and its guide": ["-m", "tests.privacy.private_check", "profile", "."],
    "every command": ["-m", "tests.privacy.commands"],
    "backup, archive, lock and everything kept": ["-m", "tests.privacy.safekeeping"],
}

WINDOW = {
    "from a check to the manager, saved": ("test_declare_journey.py", "managers_hands or my_information or nothing_to_declare"),
    "locked and unlocked": ("test_locking.py", "the_way_back or key_store_unlocks"),
    "how it is locked, changed": ("test_locks.py", "passphrase_is_changed or new_key_for_everything or takes_the_place or comes_in_by"),
    "backups, archive and import": ("test_kept_safe.py", "made_tried or brought_in or history_is_checked"),
    "when records are damaged or elsewhere": ("test_opening_trouble.py", ""),
    "a mistake of the app": ("test_crash.py", "read_before"),
    "an agency's own content": ("test_agency.py", ""),
}
"""The tests of the window that go through the rest, by keys: run as they are, with their own checks."""


def check_kept_to_itself(seen: Traced) -> None:
    """No socket of a network, no look-up of a name, nobody on this computer who might do it in its place."""
    assert not seen.families & NETWORK
    assert not seen.looked_up
    assert not seen.peers
    assert not {path for path in seen.written if path.startswith("/etc/")}


def of_the_window(name: str, only: str, home: Path) -> list[str]:
    """What runs tests of the window in a process of their own."""
    settings = ["-q", "-p", "no:cacheprovider", "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml"), "--basetemp", str(home / "tests")]
    return ["-m", "pytest", *settings, str(ROOT / "tests" / "ui" / name), *(["-k", only] if only else [])]


def test_the_watch_sees_a_socket_and_a_look_up(tmp_path: Path) -> None:
    program = "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()\ntry:\n    socket.getaddrinfo('example.org', 80)\nexcept OSError as e: print('cut off')"
    seen = trace(["-c", program], tmp_path / "home")
    assert "AF_INET" in seen.families and "cut off" in seen.said
    assert {"/etc/resolv.conf", "/etc/hosts"} & seen.looked_up


def test_the_watch_sees_a_program_and_a_socket_of_this_computer(tmp_path: Path) -> None:
    program = "import socket, subprocess\nsubprocess.run(['true'])\ntry:\n    socket.socket(socket.AF_UNIX).connect('/nowhere/bus')\nexcept OSError as e: print('nobody')"
    seen = trace(["-c", program], tmp_path / "home")
    assert "/nowhere/bus" in seen.peers and any(path.endswith("/true") for path in seen.started)


@pytest.mark.parametrize("journey", JOURNEYS)
def test_a_journey_makes_no_connection(tmp_path: Path, journey: str) -> None:
    seen = trace(JOURNEYS[journey], tmp_path / "home")
    assert seen.said, "the journey was gone through"
    check_kept_to_itself(seen)


@pytest.mark.parametrize("journey", WINDOW)
def test_the_window_makes_no_connection(tmp_path: Path, journey: str) -> None:
    home = tmp_path / "home"
    seen = trace(of_the_window(*WINDOW[journey], home), home)
    assert "passed" in seen.said and "failed" not in seen.said
    check_kept_to_itself(seen)


def test_only_print_asks_the_printing_service_of_this_computer(tmp_path: Path) -> None:
    home = tmp_path / "home"
    seen = trace(of_the_window("test_declare_journey.py", "printed_page_by_page", home), home)
    assert "1 passed" in seen.said
    assert seen.reached <= PRINTING, "which of its printers there are: the system's own library asks, and the app cannot choose another way"
    assert not seen.looked_up


@pytest.mark.prove
@pytest.mark.timeout(600)
def test_the_rulebook_is_published_without_a_connection(tmp_path: Path) -> None:
    seen = trace(["-m", "tests.privacy.commands", "whole"], tmp_path / "home", patience=590)
    assert "content" in seen.said
    check_kept_to_itself(seen)


@pytest.mark.prove
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("tests", sorted(path.name for path in (ROOT / "tests" / "ui").glob("test_*.py")))
def test_no_test_of_the_window_makes_a_connection(tmp_path: Path, tests: str) -> None:
    home = tmp_path / "home"
    seen = trace(of_the_window(tests, "", home), home, patience=1700)
    assert "passed" in seen.said
    assert seen.reached <= PRINTING and not seen.looked_up
