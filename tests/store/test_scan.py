"""After a whole life of a vault, no file of it holds a known text or key in any form; and what was forgotten is gone even for who has the key."""

from __future__ import annotations

import base64
import json
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest

from coi_app.domain.answers import Answers
from coi_app.domain.kept import Parked
from coi_app.domain.people import Person
from coi_app.paths import resources
from coi_app.rules.bundle import read_folder
from coi_app.rules.loader import load
from coi_app.services import backup, declare, hand_over, own_record, profile, relock, safekeeping
from coi_app.services.context import Services
from coi_app.store import keys
from coi_app.store.connection import connect
from coi_app.store.key_store import KeyStore
from coi_app.store.slots import read_slots
from coi_app.store.unlock import Proof
from coi_app.store.vault import open_vault
from coi_app.ui import preferences
from tests.services.conftest import Clock, Ids
from tests.store.examples import CHEAP, MARKER, PASSPHRASE
from tests.store.harness.at_work import ROLE, Orders, passphrase, recovery_key
from tests.store.harness.disk import told
from tests.store.harness.recording import record
from tests.store.harness.runs import begun
from tests.store.harness.telling import read
from tests.store.key_stores import Remembering
from tests.store.pages import everything
from tests.store.scanning import Files, forms_of_key, forms_of_text

VAULTS = Path(__file__).parent / "vaults"
ANSWERS = Answers({"overlap": "partly", "conduct": (), "already_in_place": ("told_manager",)})
TEXTS = {
    "name": "Hinemoa Scanwright",
    "job title": "Kaitātari Mātāmua",
    "agency": "Ministry of Invented Things",
    "manager": "Tamati Overseer",
    "words": "wharekōrero pamphlets about the harbour bridge",
    "another view": "I see this otherwise: ngākau-pono",
    "statement": "Statement-of-mine kua kōrerotia",
    "parked words": "half-typed whakaaro about aunties",
    "forgotten words": "forgottenmark kōrero about a donation",
    "reason": "Reason-for-letting-go: nothing came of it",
    "words of the kept vault": MARKER,
    "option": "told_manager",
    "question": "already_in_place",
    "topic": '"P07"',
    "first passphrase": PASSPHRASE,
    "second passphrase": "raupō beside the second lake",
    "third passphrase": "third and last tōtara",
}
PERSON = Person(Ids("nobody")(), TEXTS["name"], TEXTS["job title"], TEXTS["agency"], TEXTS["manager"])


@dataclass
class Life:
    """A vault through all that can happen to it, watched: its files at each moment, and every key that it ever had."""

    folder: Path
    temporary: Path
    files: Files = field(default_factory=Files)
    secrets: dict[str, bytes] = field(default_factory=dict[str, bytes])
    names: set[str] = field(default_factory=set[str])
    open_to_others: set[str] = field(default_factory=set[str])

    def look(self, moment: str) -> None:
        self.names.update(self.files.keep(moment, self.folder, self.temporary))
        others = 0 if sys.platform == "win32" else 0o077  # Windows guards a profile by lists of its own
        self.open_to_others |= {path.name for path in self.folder.rglob("*") if path.stat().st_mode & others}

    def know(self, services: Services, way: str) -> None:
        """Every secret in force now: the key of the file, the seed of the heads, and what each slot is wrapped with."""
        store = services.store
        self.secrets[f"key of the file ({way})"] = store.key
        connection = connect(store.path, store.key, read_only=True)
        self.secrets["seed of the heads"] = connection.execute("SELECT signing_seed FROM profile").fetchone()[0]
        connection.close()
        for slot in read_slots(self.folder).slots:
            if slot.type is keys.SlotType.PASSPHRASE and slot.cost and way in TEXTS:
                self.secrets[f"stretched {way}"] = keys._stretched(TEXTS[way], slot.salt, slot.cost)  # noqa: SLF001 - to look for it

    def searched(self) -> list[str]:
        texts = [(name, forms_of_text(text)) for name, text in TEXTS.items() if len(text) >= 6]
        texts += [("topic", frozenset({TEXTS["topic"].encode(), TEXTS["topic"].encode("utf-16-le")}))]
        return self.files.holding([*texts, *((name, forms_of_key(key)) for name, key in self.secrets.items())])


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    return Life(tmp_path / "profile", temporary)


def services_of(life: Life) -> Services:
    """The vault of the first version of the tables, brought forward."""
    copytree(VAULTS / "0001", life.folder)
    (life.folder / "records.json").unlink()  # what was in it, for other tests
    for path in (life.folder, *life.folder.iterdir()):
        path.chmod(0o700 if path.is_dir() else 0o600)  # as it was made, which a clone does not keep
    bundle, new_id, clock = read_folder(resources()), Ids("scan"), Clock()
    store = safekeeping.open_records(life.folder, passphrase=PASSPHRASE, at=clock())
    return Services(store, load(bundle), bundle, clock, new_id, safekeeping.owner(store, new_id, clock()))


def declared(services: Services) -> None:
    """A declaration with everything in it, signed, handed over, and changed after that."""
    profile.save_me(services, replace(PERSON, id=services.person))
    profile.remember_role(services, ROLE)
    told, _ = declare.start(services, topic="P07", answers=ANSWERS, role=ROLE, words=TEXTS["words"])
    declare.save_seen_differently(services, told.id, told.latest.interests[0].id, TEXTS["another view"])
    own_record.add_statement(services, told.id, TEXTS["statement"])
    hand_over.sign(services, told.id, TEXTS["name"])
    hand_over.mark_handed_over(services, told.id, services.today())
    hand_over.reopen(services, told.id)


def test_no_file_of_a_whole_life_holds_a_known_text_or_key(life: Life) -> None:
    services = services_of(life)
    life.look("brought forward")
    life.know(services, "first passphrase")
    declared(services)
    life.look("declared")
    preferences.save(life.folder, preferences.Preferences(theme="dark", recovery_kept=True))
    made = backup.make(services)
    backup.drill(services, made.kept)
    backup.put_back(services, made.kept)
    life.look("backed up and put back")
    safekeeping.lock(services.store, Parked({"page": "question"}, {"words": TEXTS["parked words"]}, services.clock()))
    life.look("locked")
    safekeeping.open_again(services.store, passphrase=PASSPHRASE)
    relock.set_passphrase(services, Proof(PASSPHRASE), TEXTS["second passphrase"], key_store=lambda: None, cost=CHEAP)
    life.know(services, "second passphrase")
    first, backend = relock.make_recovery_key(), Remembering()
    relock.set_recovery_key(services, Proof(TEXTS["second passphrase"]), first)
    relock.set_key_store(services, Proof(recovery=first), key_store=lambda: KeyStore(backend))
    life.know(services, "key store")
    life.look("with the key store")
    second = relock.make_recovery_key()
    relock.set_new_key(services, Proof(recovery=first), second, passphrase=TEXTS["third passphrase"], cost=CHEAP)
    life.know(services, "third passphrase")
    life.secrets |= {"first recovery key": first.secret, "second recovery key": second.secret}
    life.secrets |= {f"key in the key store {n}": base64.b64decode(kept) for n, kept in enumerate(backend.kept.values())}
    life.look("with a new key")
    forgotten, _ = declare.start(services, topic="P07", answers=ANSWERS, role=ROLE, words=TEXTS["forgotten words"])
    declare.forget(services, forgotten.id, reason=TEXTS["reason"])
    backup.make(services)
    life.look("forgotten")
    services.store.close()
    life.look("closed")
    assert {"declare.db", "declare.db-wal", "declare.db-shm", "declare.heads", "declare.lock", "vault.json", "vault.json.copy", "preferences.json"} <= life.names
    assert any(name.endswith(".declare-backup") for name in life.names) and any(".before-" in name for name in life.names)
    assert len([name for name in life.secrets if name.startswith(("key of the file", "stretched"))]) >= 6
    assert not any(life.temporary.iterdir()), "nothing is left among the temporary files"
    assert life.searched() == []
    assert not life.open_to_others


@pytest.mark.parametrize(("calls", "seed"), [(25, 3), pytest.param(150, 4, marks=pytest.mark.prove)])
def test_nothing_that_is_ever_asked_of_a_disk_holds_a_known_text_or_key(tmp_path: Path, calls: int, seed: int) -> None:
    folder, files = tmp_path / "profile", Files()
    begun(folder, "everything")
    session = record(Orders(str(folder), "everything", seed, 0, 0, 0), calls, tmp_path / "log")
    for number, call in enumerate(session):
        if call.name in ("write", "pwrite64", "writev", "pwritev") and call.numbers[0] > 2:  # not what it tells those who watch
            files.add(f"call {number}", b"".join(call.texts))
    assert len(files.seen) > 100
    lines = [read(line) for call in session for line in told(call)]
    numbers = {what: {0, *(line.told[what] for line in lines if what in line.told)} for what in ("passphrase", "recovery")}
    texts = ["kererū kererū", "pīwakawaka", "Pamphlets.", "Example Person", "told_manager", "public_service", *(passphrase(number) for number in numbers["passphrase"])]
    store = open_vault(folder, passphrase=passphrase(max(numbers["passphrase"])))
    secrets = [("key of the file", forms_of_key(store.key)), *((f"recovery key {number}", forms_of_key(recovery_key(number).secret)) for number in numbers["recovery"])]
    store.close()
    assert len(texts) > 8
    assert files.holding([*((text, forms_of_text(text)) for text in texts), *secrets]) == []


def packed(form: bytes) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("part", b"before " + form + b" after" * 50)
    return whole.getvalue()


@pytest.mark.parametrize(
    "hidden", [bytes, lambda form: b"\0" * 999 + form, zlib.compress, packed, lambda form: b"x" + packed(form)[:-22], lambda form: b"x: " + base64.b64encode(b"a" + form + b"b")]
)
def test_the_search_would_find_it(hidden: Callable[[bytes], bytes]) -> None:
    for form in (*forms_of_text("tūī-marker"), *forms_of_key(bytes(range(32)))):
        files = Files()
        files.add("a file", hidden(form))
        looked_for = [("text", forms_of_text("tūī-marker")), ("key", forms_of_key(bytes(range(32))))]
        assert files.holding(looked_for), form


@pytest.fixture
def services(life: Life) -> Iterator[Services]:
    opened = services_of(life)
    yield opened
    opened.store.close()


LONG = " ".join([TEXTS["forgotten words"]] * 300)
FORGOTTEN = (b"forgottenmark", b"Statement-of-mine")


def kept_and_forgotten(services: Services) -> None:
    """A long draft with a statement, written over several times and then forgotten."""
    told, _ = declare.start(services, topic="P07", answers=ANSWERS, role=ROLE, words=LONG)
    interest = told.latest.interests[0].id
    declare.save_words(services, told.id, interest, LONG + TEXTS["forgotten words"])
    own_record.add_statement(services, told.id, TEXTS["statement"])
    assert all(text in everything(services.store.path.parent, services.store.key) for text in FORGOTTEN), "it would be seen"
    declare.forget(services, told.id)


def test_what_is_forgotten_is_gone_from_free_pages_and_the_log_at_once(life: Life, services: Services) -> None:
    kept_and_forgotten(services)
    left = everything(life.folder, services.store.key)
    assert not [text for text in FORGOTTEN if text in left]
    assert MARKER.encode() in left, "other records are there"


def test_a_window_that_reads_does_not_keep_what_is_forgotten_beyond_the_closing(life: Life, services: Services) -> None:
    other, key = safekeeping.open_records(life.folder, passphrase=PASSPHRASE, read_only=True), services.store.key
    with other.reading() as reading:
        assert reading.events.count()
        kept_and_forgotten(services)
        assert FORGOTTEN[0] in everything(life.folder, key), "what a reader may still need stays"
    other.close()
    services.store.close()
    assert FORGOTTEN[0] not in everything(life.folder, key)


def test_nor_is_it_in_the_file_after_closing_or_in_a_backup_made_then(life: Life, services: Services, tmp_path: Path) -> None:
    kept_and_forgotten(services)
    made, key, aside = backup.make(services), services.store.key, tmp_path / "backup"
    services.store.close()
    aside.mkdir()
    with zipfile.ZipFile(made.kept.path) as whole:
        whole.extractall(aside)
    for folder in (life.folder, aside):
        left = everything(folder, key)
        assert not [text for text in FORGOTTEN if text in left] and MARKER.encode() in left


def test_a_parked_page_that_was_taken_back_is_gone_after_closing(life: Life, services: Services) -> None:
    key, page = services.store.key, Parked({"page": "question"}, {"words": LONG}, services.clock())
    safekeeping.park(services.store, page)
    assert FORGOTTEN[0] in everything(life.folder, key)
    safekeeping.park(services.store, None)
    services.store.close()
    assert FORGOTTEN[0] not in everything(life.folder, key)


def test_what_a_forgotten_draft_was_about_is_in_no_event(services: Services) -> None:
    told, _ = declare.start(services, topic="P07", answers=ANSWERS, role=ROLE)
    declare.add_interest(services, told.id, "P14")
    declare.forget(services, told.id)
    with services.store.reading() as reading:
        said = json.dumps([dict(event.facts) for event in reading.events.of(told.id)])
    assert "P07" not in said and "P14" not in said
