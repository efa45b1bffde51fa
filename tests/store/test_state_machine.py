"""Whatever a person does with a vault, in whatever order, a plain model of it says what must be there; nothing else is."""

from __future__ import annotations

import shutil
import tempfile
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coi_app.domain.declaration import Declaration, Status
from coi_app.domain.errors import IllegalMove, InputError, NeedsPassphrase, VaultBusy, WrongKey
from coi_app.domain.kept import Parked
from coi_app.paths import resources
from coi_app.rules.bundle import Bundle, read_folder
from coi_app.rules.content import Content
from coi_app.rules.loader import load
from coi_app.services import backup, declare, hand_over, mine, own_record, relock, safekeeping
from coi_app.services.context import Services
from coi_app.store import vault
from coi_app.store.backup import Kept
from coi_app.store.unlock import Proof
from tests.services.conftest import Clock, Ids
from tests.store.examples import CHEAP, NOW, VAULT
from tests.store.harness.at_work import ANSWERS, ROLE, passphrase, recovery_key

MARK = "quokkamark"
"""Stands in every text of these records, and so in no file."""

FORMS = (MARK.encode(), MARK.encode("utf-16-le"), MARK.encode("utf-16-be"), b"told_manager")
WORDS = st.text("kererū tūī", max_size=40).map(lambda text: f"{MARK} {text}")
ANY = st.integers(0, 1_000)


@dataclass
class Told:
    """One declaration as the person gave it."""

    words: str
    overlap: str | None = "partly"
    status: Status = Status.DRAFT
    versions: int = 1
    signed: str = ""
    statements: list[str] = field(default_factory=list[str])


@dataclass
class Model:
    """What was confirmed."""

    records: dict[UUID, Told] = field(default_factory=dict[UUID, Told])
    parked: str | None = None


@cache
def ground() -> tuple[Bundle, Content, Path, tempfile.TemporaryDirectory[str]]:
    """What each life begins with: the content, and an empty vault to copy."""
    bundle, place = read_folder(resources()), tempfile.TemporaryDirectory(prefix="declare-ground-")
    folder = Path(place.name) / "profile"
    store = vault.create(folder, VAULT, passphrase=passphrase(0), recovery=recovery_key(0), cost=CHEAP)
    safekeeping.owner(store, Ids("ground"), NOW)
    store.close()
    return bundle, load(bundle), folder, place


def as_told(found: Declaration, statements: list[str]) -> Told:
    """A declaration of the file as the model has it."""
    latest = found.latest
    interest = latest.interests[0]
    overlap = interest.answers.get("overlap")
    assert latest.role == ROLE and interest.answers.without("overlap") == ANSWERS.without("overlap")
    return Told(interest.words, overlap if isinstance(overlap, str) else None, found.status, latest.number, latest.signed_name, statements)


class Vault(RuleBasedStateMachine):
    """A person, their vault, and the model of it."""

    @initialize()
    def begin(self) -> None:
        self.bundle, self.content, template, _ = ground()
        self.place = tempfile.TemporaryDirectory(prefix="declare-life-")
        self.clock, self.new_id, self.turn, self.secret, self.recovery = Clock(), Ids("life"), 0, 0, 0
        self.model, self.backups = Model(), dict[str, Model]()
        self.folder = Path(self.place.name) / "profile 0"
        shutil.copytree(template, self.folder)
        self.open()
        for words in (MARK, f"{MARK} kererū"):
            self.start(words)

    def open(self) -> None:
        self.store = safekeeping.open_records(self.folder, passphrase=passphrase(self.secret), at=self.clock())
        assert self.store.cut_short is None
        person = safekeeping.owner(self.store, self.new_id, self.clock())
        self.services = Services(self.store, self.content, self.bundle, self.clock, self.new_id, person)

    def unlocked(self) -> bool:
        return not self.store.locked

    def drafts(self) -> bool:
        return self.unlocked() and self.some(0, Status.DRAFT) is not None

    def signed(self) -> bool:
        return self.unlocked() and self.some(0, Status.READY, Status.HANDED_OVER) is not None

    def some(self, which: int, *states: Status) -> UUID | None:
        found = [one for one, told in self.model.records.items() if told.status in states]
        return found[which % len(found)] if found else None

    def interest(self, which: UUID) -> UUID:
        return mine.whole(self.services, which).declaration.latest.interests[0].id

    @precondition(unlocked)
    @rule(words=WORDS)
    def start(self, words: str) -> None:
        made, _ = declare.start(self.services, topic="P07", answers=ANSWERS, role=ROLE, words=words)
        self.model.records[made.id] = Told(words)

    @precondition(drafts)
    @rule(which=ANY, option=st.sampled_from(("none", "partly", None)), again=st.booleans())
    def answer(self, which: int, option: str | None, again: bool) -> None:
        if one := self.some(which, Status.DRAFT):
            operation, interest = self.new_id(), self.interest(one)
            for _ in range(1 + again):  # the confirmation was lost, and the call is made again
                declare.save_answer(self.services, one, interest, "overlap", option, operation=operation)
            self.model.records[one].overlap = option

    @precondition(drafts)
    @rule(which=ANY, words=WORDS)
    def write(self, which: int, words: str) -> None:
        if one := self.some(which, Status.DRAFT):
            declare.save_words(self.services, one, self.interest(one), words)
            self.model.records[one].words = words

    @precondition(unlocked)
    @rule(which=ANY, text=WORDS)
    def state(self, which: int, text: str) -> None:
        if one := self.some(which, *Status):
            own_record.add_statement(self.services, one, text)
            self.model.records[one].statements.append(text.strip())

    @precondition(drafts)
    @rule(which=ANY)
    def sign(self, which: int) -> None:
        if not (one := self.some(which, Status.DRAFT)):
            return
        told = self.model.records[one]
        if told.overlap is None:
            with pytest.raises(InputError):
                hand_over.sign(self.services, one, MARK)
        else:
            hand_over.sign(self.services, one, MARK)
            told.status, told.signed = Status.READY, MARK

    @precondition(signed)
    @rule(which=ANY)
    def share(self, which: int) -> None:
        if one := self.some(which, Status.READY):
            hand_over.mark_handed_over(self.services, one, self.services.today())
            self.model.records[one].status = Status.HANDED_OVER

    @precondition(signed)
    @rule(which=ANY)
    def change_again(self, which: int) -> None:
        if one := self.some(which, Status.READY, Status.HANDED_OVER):
            told = self.model.records[one]
            hand_over.reopen(self.services, one)
            told.versions += told.status is Status.HANDED_OVER
            told.status, told.signed = Status.DRAFT, ""

    @precondition(unlocked)
    @rule(which=ANY)
    def forget(self, which: int) -> None:
        if not (one := self.some(which, *Status)):
            return
        told = self.model.records[one]
        if told.status is Status.DRAFT and told.versions == 1:
            declare.forget(self.services, one, reason=MARK)
            del self.model.records[one]
        else:
            with pytest.raises(IllegalMove):
                declare.forget(self.services, one)

    @precondition(unlocked)
    @rule(days=st.sampled_from((0, 1, 8, 40)))
    def back_up(self, days: int) -> None:
        self.clock.now += timedelta(days=days)
        made = backup.make(self.services)
        self.backups[made.kept.path.name] = deepcopy(self.model)
        for gone in made.gone:
            self.backups.pop(gone.path.name, None)

    def restorable(self) -> list[Kept]:
        return [one for one in self.store.backups() if one.path.name in self.backups]

    @precondition(lambda self: self.unlocked() and self.restorable())
    @rule(which=ANY)
    def restore(self, which: int) -> None:
        there, before = self.restorable(), {one.path.name for one in self.store.backups()}
        chosen = there[which % len(there)]
        backup.put_back(self.services, chosen)
        put_aside = {one.path.name for one in self.store.backups()} - before
        assert len(put_aside) == 1, "what stood there was backed up first"
        self.backups[put_aside.pop()] = self.model
        self.model = deepcopy(self.backups[chosen.path.name])

    @precondition(lambda self: self.unlocked() and self.restorable())
    @rule(which=ANY)
    def drill(self, which: int) -> None:
        there = self.restorable()
        assert backup.drill(self.services, there[which % len(there)]).compared

    @precondition(unlocked)
    @rule(what=st.sampled_from(("passphrase", "passphrase", "recovery key", "key")))
    def change_lock(self, what: str) -> None:
        proof, services = Proof(passphrase(self.secret)), self.services
        self.recovery += what != "passphrase"
        self.secret += what != "recovery key"
        if what == "passphrase":
            relock.set_passphrase(services, proof, passphrase(self.secret), key_store=lambda: None, cost=CHEAP)
        elif what == "recovery key":
            relock.set_recovery_key(services, proof, recovery_key(self.recovery))
        else:
            relock.set_new_key(services, proof, recovery_key(self.recovery), passphrase=passphrase(self.secret), cost=CHEAP)
            self.backups.clear()  # they open as they did then, and not with the key of now

    @precondition(unlocked)
    @rule(words=st.none() | WORDS)
    def lock(self, words: str | None) -> None:
        page = Parked({"page": "question"}, {"words": words}, self.clock()) if words else None
        safekeeping.lock(self.store, page)
        self.model.parked = words or self.model.parked

    @precondition(lambda self: self.unlocked() and self.model.parked)
    @rule()
    def take_back(self) -> None:
        safekeeping.park(self.store, None)
        self.model.parked = None

    @precondition(lambda self: self.store.locked)
    @rule(another_first=st.booleans(), by_recovery=st.booleans())
    def unlock(self, another_first: bool, by_recovery: bool) -> None:
        if another_first:
            with pytest.raises(WrongKey):
                safekeeping.open_again(self.store, passphrase=passphrase(self.secret + 1))
            with pytest.raises(NeedsPassphrase):
                mine.listed(self.store)
        if by_recovery:
            safekeeping.open_again(self.store, recovery=recovery_key(self.recovery))
        else:
            safekeeping.open_again(self.store, passphrase=passphrase(self.secret))

    @rule()
    def kill(self) -> None:
        """The files as they lie now, and nothing that closing would still write: what a kill leaves. Kills within a call are in `test_kills`."""
        self.turn += 1
        left = self.folder.with_name(f"profile {self.turn}")
        shutil.copytree(self.folder, left)
        self.store.close()
        shutil.rmtree(self.folder)
        self.folder = left
        self.open()

    @rule()
    def close_and_open(self) -> None:
        with pytest.raises(VaultBusy):  # a second window
            safekeeping.open_records(self.folder, passphrase=passphrase(self.secret))
        self.store.close()
        self.open()

    @invariant()
    def everything_confirmed_is_there_and_nothing_else(self) -> None:
        if self.store.locked:
            return
        with self.store.reading() as reading:
            found = {one.id: as_told(one, [said.text for said in reading.statements.of(one.id)]) for one in reading.declarations.all()}
            parked = reading.parked.get()
        assert found == self.model.records
        assert (parked.text["words"] if parked else None) == self.model.parked

    @invariant()
    def the_history_is_whole_and_agrees_with_its_heads(self) -> None:
        if not self.store.locked:
            assert self.store.verify().whole

    @invariant()
    def no_file_holds_a_text(self) -> None:
        for path in self.folder.rglob("*"):
            if path.is_file():
                body = path.read_bytes()
                assert not [form for form in FORMS if form in body], path.name

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.place.cleanup()


TestVault = Vault.TestCase
TestVault.settings = settings(max_examples=settings.default.max_examples // 8, stateful_step_count=30, deadline=None)
