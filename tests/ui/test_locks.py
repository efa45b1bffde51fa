"""How the records are locked: seen and changed on its page, by key alone, on real encrypted records, and tried by opening them anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coi_app.domain.errors import DeclareError, WrongKey
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.services import mine, relock, safekeeping
from coi_app.services.relock import WaysIn
from coi_app.store.key_store import KeyStore
from coi_app.ui.pages.locks import LocksPage
from coi_app.ui.pages.recovery_key import RecoveryKeyPage
from coi_app.ui.preferences import load
from coi_app.ui.theme import Theme, ThemeChoice
from tests.store.key_stores import Remembering
from tests.ui.checking import example
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import PASSPHRASE, Declaring
from tests.ui.driving import press, settle, tab_to

OTHER = "four words for tomorrow"
PROOF, LOCKS = "First, show that it is you", "How this is locked"


@pytest.fixture
def someone(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Declaring]:
    """Someone who has just set their records up with a passphrase, and stands before their recovery key."""
    theme.choose(ThemeChoice.LIGHT)
    person = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP)
    yield from begun(person)


@pytest.fixture
def keyed(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Declaring]:
    """The same at a computer with a key store, where a passphrase was chosen all the same."""
    theme.choose(ThemeChoice.LIGHT)
    person = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP, KeyStore(Remembering()))
    yield from begun(person)


def begun(person: Declaring) -> Iterator[Declaring]:
    topic, given = example("candidate")
    person.check(topic, dict(given))
    person.press("Declare this")
    person.wait_for("Set up your own records")
    if person.desk.surroundings.folder.exists() and any(card.text().startswith("A passphrase") for card in cards(person)):
        tab_to("This computer's key store")
        press(Qt.Key.Key_Down)
    person.type_in("Passphrase", PASSPHRASE)
    person.type_in("The same passphrase again", PASSPHRASE)
    person.press("Set up")
    person.wait_for("Your recovery key")
    yield person
    person.close()


def cards(person: Declaring) -> list:
    from coi_app.ui.widgets.choices import OptionCard

    return person.page.findChildren(OptionCard)


def key_shown(person: Declaring) -> RecoveryKey:
    page = person.page
    assert isinstance(page, RecoveryKeyPage)
    return RecoveryKey.read(" ".join(line for line in person.words().splitlines() if line.count("-") == 6))


def open_locks(person: Declaring) -> None:
    person.go(Qt.Key.Key_4)
    person.wait_for("My information")
    person.press("See how this is locked")
    person.wait_for(LOCKS)


def prove(person: Declaring, passphrase: str = PASSPHRASE) -> None:
    person.wait_for(PROOF)
    person.type_in("Passphrase", passphrase)
    person.press("Go on")


def choose(person: Declaring, passphrase: str, action: str = "Use this passphrase") -> None:
    person.wait_for("Choose a new passphrase")
    person.type_in("New passphrase", passphrase)
    person.type_in("The same passphrase again", passphrase)
    person.press(action)


def said(person: Declaring) -> str:
    """What the page says just happened."""
    page = person.page
    assert isinstance(page, LocksPage), person.page.title
    return page.notice.said


def opens(person: Declaring, passphrase: str | None = None, recovery: RecoveryKey | None = None) -> bool:
    """Whether this opens the records, once the window is closed."""
    try:
        store = safekeeping.open_records(person.desk.folder, passphrase=passphrase, recovery=recovery, key_store=lambda: None)
    except WrongKey:
        return False
    found = len(mine.listed(store)) == 1
    store.close()
    return found


def test_a_passphrase_is_changed_after_proof_and_only_the_new_one_opens(someone: Declaring) -> None:
    key = key_shown(someone)
    someone.press("Go on")
    open_locks(someone)
    someone.press("Change passphrase")
    prove(someone)
    choose(someone, OTHER)
    assert "Your new passphrase opens your records" in said(someone)
    someone.close()
    assert not opens(someone, PASSPHRASE)
    assert opens(someone, OTHER)
    assert opens(someone, recovery=key)


def test_a_wrong_proof_changes_nothing_and_is_said_at_the_field(someone: Declaring) -> None:
    someone.press("Go on")
    open_locks(someone)
    before = (someone.desk.folder / "vault.json").read_bytes()
    someone.press("Make a new key for everything")
    prove(someone, "not this one, no")
    assert someone.page.title == PROOF
    assert "does not open" in someone.words() or "not the" in someone.words()
    someone.press("Leave it as it is")
    someone.wait_for(LOCKS)
    assert (someone.desk.folder / "vault.json").read_bytes() == before


@pytest.mark.parametrize(("wish", "steps"), [("Change passphrase", 1), ("Make a new recovery key", 1), ("Make a new key for everything", 2)])
def test_left_at_any_step_everything_is_as_it_was(someone: Declaring, wish: str, steps: int) -> None:
    someone.press("Go on")
    open_locks(someone)
    before = (someone.desk.folder / "vault.json").read_bytes()
    for step in range(steps + 1):
        someone.press(wish)
        if step:
            prove(someone)
        if step == 2:
            choose(someone, OTHER, "Go on")
            someone.wait_for("Your new recovery key")
        someone.press("Leave it as it is")
        someone.wait_for(LOCKS)
        assert not someone.window.navigation.can_go_forward, "what was typed or shown is gone"
    assert (someone.desk.folder / "vault.json").read_bytes() == before


def test_a_recovery_key_is_made_anew_and_the_one_before_opens_nothing(someone: Declaring, tmp_path: Path) -> None:
    first = key_shown(someone)
    someone.press("Go on")
    open_locks(someone)
    assert "Your recovery key is not yet printed" in someone.words()
    someone.press("Make a new one and print it")
    prove(someone)
    someone.wait_for("Your new recovery key")
    second = key_shown(someone)
    someone.press("Print it")
    assert "went to the printer" in someone.words() and someone.printed.stat().st_size > 10_000
    someone.press("Use this one from now on")
    assert "The new recovery key counts" in said(someone)
    assert "not yet printed" not in someone.words().lower()
    assert load(someone.desk.folder).recovery_kept
    someone.close()
    assert opens(someone, recovery=second)
    assert not opens(someone, recovery=first)
    for path in someone.desk.folder.rglob("*"):
        assert not path.is_file() or second.grouped.encode() not in path.read_bytes()


def test_a_new_key_for_everything_comes_with_a_new_recovery_key_and_a_fresh_backup(someone: Declaring) -> None:
    first = key_shown(someone)
    someone.press("Go on")
    open_locks(someone)
    old = (someone.desk.folder / "vault.json").read_bytes()
    someone.press("Make a new key for everything")
    prove(someone)
    choose(someone, OTHER, "Go on")
    someone.wait_for("Your new recovery key")
    second = key_shown(someone)
    someone.press("Make the new key")
    assert "Everything is under a new key, and a fresh backup is made" in said(someone)
    assert len(list((someone.desk.folder / "backups").glob("*.declare-backup"))) == 1
    someone.close()
    assert opens(someone, OTHER) and opens(someone, recovery=second)
    assert not opens(someone, PASSPHRASE) and not opens(someone, recovery=first)
    for name in ("vault.json", "vault.json.copy"):
        if (someone.desk.folder / name).exists():
            (someone.desk.folder / name).write_bytes(old)
    with pytest.raises(DeclareError):
        safekeeping.open_records(someone.desk.folder, passphrase=PASSPHRASE, key_store=lambda: None)


def test_the_key_store_takes_the_place_of_the_passphrase_and_back(keyed: Declaring) -> None:
    keyed.press("Go on")
    open_locks(keyed)
    keyed.press("Use this computer's key store instead")
    prove(keyed)
    assert "key store opens your records now" in said(keyed)
    assert relock.ways_in(keyed.desk.folder) == WaysIn(passphrase=False, key_store=True, recovery_key=True, unfinished=False)
    keyed.press("Use a passphrase instead")
    keyed.wait_for(PROOF)
    keyed.press("Go on")
    choose(keyed, OTHER)
    assert "The key store does so no more" in said(keyed)
    keyed.close()
    assert opens(keyed, OTHER)


def test_a_recovery_key_is_saved_as_a_pdf_that_opens_the_records(someone: Declaring, tmp_path: Path) -> None:
    from tests.documents.reading import elements

    target = tmp_path / "on a stick.pdf"
    someone.messages.next_files.append(target)
    someone.press("Save it as a PDF")
    assert "It is not encrypted there" in someone.words()
    someone.press("Go on")
    open_locks(someone)
    assert "not yet printed" not in someone.words().lower()
    someone.close()
    read = " ".join(one.text for one in elements(target.read_bytes()) if one.text.count("-") == 6)
    assert opens(someone, recovery=RecoveryKey.read(read))


def test_that_it_is_written_down_is_believed_and_kept(someone: Declaring) -> None:
    someone.press("Go on")
    open_locks(someone)
    assert not load(someone.desk.folder).recovery_kept
    someone.press("I have written it down")
    assert "not yet printed" not in someone.words().lower()
    someone.restart()
    assert load(someone.desk.folder).recovery_kept


def test_whoever_comes_in_by_the_recovery_key_chooses_a_new_passphrase_without_typing_it_again(someone: Declaring) -> None:
    key = key_shown(someone)
    someone.press("Go on")
    someone.restart()
    someone.go(Qt.Key.Key_3)
    someone.wait_for("Open your records")
    someone.press("Forgot passphrase?")
    someone.type_in("Recovery key", key.grouped.lower())
    someone.press("Open")
    choose(someone, OTHER)
    someone.wait_for("Your new passphrase is set")
    someone.press("Go on")
    someone.wait_for("My declarations")
    someone.close()
    assert opens(someone, OTHER) and opens(someone, recovery=key)
    assert not opens(someone, PASSPHRASE)


def test_at_the_lock_too_and_it_may_be_left_for_later(someone: Declaring) -> None:
    key = key_shown(someone)
    someone.press("Go on")
    before = someone.page
    someone.go(Qt.Key.Key_L)
    someone.press("Forgot passphrase?")
    someone.type_in("Recovery key", key.grouped)
    someone.press("Open")
    someone.wait_for("Choose a new passphrase")
    someone.press("Not now")
    settle()
    assert someone.page is before
    someone.close()
    assert opens(someone, PASSPHRASE)


def test_the_minutes_are_chosen_and_kept(someone: Declaring) -> None:
    someone.press("Go on")
    open_locks(someone)
    tab_to("10 minutes")
    press(Qt.Key.Key_Up)
    assert said(someone) == "Your records lock after 5 minutes without a touch."
    assert load(someone.desk.folder).idle_minutes == 5
