"""A person at work, until the process is killed: real calls of the services on a real profile, each told before and after."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid5

from coi_app.domain.answers import Answers
from coi_app.domain.declaration import Status
from coi_app.domain.errors import CannotWrite
from coi_app.domain.kept import Parked
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.rules.bundle import Bundle
from coi_app.rules.content import Content
from coi_app.services import backup, declare, hand_over, mine, relock, safekeeping
from coi_app.services.context import Services
from coi_app.services.editing import Changed
from coi_app.store.unlock import Proof
from tests.store.examples import CHEAP, NOW, VAULT
from tests.store.harness.telling import BEGIN, DONE, REFUSED, digest, tell

ROLE = Answers({"employment": "public_service", "seniority": "senior", "ministers": "regularly", "powers": ()})
ANSWERS = Answers({"overlap": "partly", "conduct": (), "already_in_place": ("told_manager",)})
MOST_DRAFTS = 12


@dataclass(frozen=True)
class Orders:
    """Where to work, at what, by which chance, from which round on, and what opens the records; `backups` may be put back.

    `most_bytes`, where it is told, stands for a full disk: no file may grow beyond it.
    """

    folder: str
    kind: str
    seed: int
    turn: int
    passphrase: int
    recovery: int
    backups: tuple[str, ...] = ()
    most_bytes: int = 0


def passphrase(number: int) -> str:
    """The passphrase with this number."""
    return f"passphrase number {number} kererū"


def recovery_key(number: int) -> RecoveryKey:
    """The recovery key with this number."""
    return RecoveryKey(sha256(f"recovery key {number}".encode()).digest())


class Clock:
    """The time of a turn, a second later at each look."""

    def __init__(self, turn: int) -> None:
        self._now = NOW + timedelta(hours=turn)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


class Ids:
    """Ids that no other turn gives out."""

    def __init__(self, orders: Orders) -> None:
        self._whose, self._count = f"{orders.folder} {orders.turn}", 0

    def __call__(self) -> UUID:
        self._count += 1
        return uuid5(VAULT, f"{self._whose} {self._count}")


@contextmanager
def said(what: str, told: dict[str, Any] | None = None) -> Generator[dict[str, Any]]:
    """One call: told before it, and after it with what came of it; a full disk is told too, and work goes on."""
    tell(BEGIN, what, told)
    outcome: dict[str, Any] = {}
    try:
        yield outcome
    except CannotWrite:
        tell(REFUSED, what, told)
    else:
        tell(DONE, what, (told or {}) | outcome)


class AtWork:
    """Makes or opens the records, then does what its orders say for as long as it lives."""

    def __init__(self, orders: Orders, bundle: Bundle, content: Content) -> None:
        self._orders, self._chance = orders, Random(orders.seed)
        self._bundle, self._content = bundle, content
        self._clock, self._new_id = Clock(orders.turn), Ids(orders)
        self._passphrase, self._recovery, self._backups = orders.passphrase, orders.recovery, list(orders.backups)

    def begin(self) -> bool:
        """Make the records, or open them; whether there is something to work on."""
        folder, at = Path(self._orders.folder), self._clock()
        with said("create" if self._orders.kind == "creation" else "open") as outcome:
            if self._orders.kind == "creation":
                store = safekeeping.create(folder, self._new_id, at, passphrase=passphrase(self._passphrase), cost=CHEAP).store
            else:
                store = safekeeping.open_records(folder, passphrase=passphrase(self._passphrase), at=at)
                relock.end_change(store, self._new_id, at)
            person = safekeeping.owner(store, self._new_id, at)
            self._services = Services(store, self._content, self._bundle, self._clock, self._new_id, person)
            outcome["opened"] = True
        return bool(outcome)

    def go_on(self) -> None:
        """One call after the other."""
        while True:
            try:
                self.one()
            except CannotWrite:  # a disk may be too full even to look
                tell(REFUSED, "look")

    def one(self) -> None:
        """One call, of what this kind of work is made of; records that were locked are unlocked for it."""
        if self._services.store.locked:
            safekeeping.open_again(self._services.store, passphrase=passphrase(self._passphrase))
        self._chance.choice(self._kinds()[self._orders.kind])()

    def close(self) -> None:
        """Close the records."""
        self._services.store.close()

    def _kinds(self) -> dict[str, tuple[Callable[[], None], ...]]:
        everything = (self.record, self.record, self.backup, self.restore, self.new_passphrase, self.new_recovery_key, self.new_key, self.park)
        return {
            "autosave": (self.record,),
            "signing": (self.sign, self.sign, self.sign, self.record),
            "parking": (self.park, self.park, self.record),
            "creation": (self.record,),
            "migration": (self.record,),
            "backup": (self.record, self.backup, self.backup, self.restore),
            "restore": (self.record, self.backup, self.restore, self.restore),
            "lock": (self.record, self.new_passphrase, self.new_recovery_key),
            "key change": (self.record, self.new_key, self.new_key),
            "full disk": everything,
            "everything": everything,
        }

    def record(self) -> None:
        """One change to a record, as a person makes it."""
        services, operation = self._services, self._new_id()
        listed = mine.listed(services.store)
        drafts = [one for one in listed if one.status is Status.DRAFT and one.topics]
        ready = [one for one in listed if one.status is Status.READY]
        if not drafts or (len(drafts) < MOST_DRAFTS and self._chance.random() < 0.08):
            call: Callable[[], Changed] = lambda: declare.start(services, topic="P07", answers=ANSWERS, role=ROLE, words="Pamphlets.", operation=operation)  # noqa: E731
        elif ready and self._chance.random() < 0.1:
            which = self._chance.choice(ready).id
            move: Callable[[], Changed] = lambda: hand_over.mark_handed_over(services, which, services.today(), operation=operation)  # noqa: E731
            call = self._chance.choice((move, lambda: hand_over.reopen(services, which, operation=operation)))
        elif len(drafts) > 2 and self._chance.random() < 0.08:
            return self._forget(self._chance.choice(drafts).id, operation)
        else:
            call = self._edit(self._chance.choice(drafts).id, operation)
        with said("record", {"operation": str(operation)}) as outcome:
            after, _ = call()
            outcome |= {"record": str(after.id), "is": digest(after)}
        return None

    def sign(self) -> None:
        """A signature, a hand-over, or what was signed made a draft again; any other change where there is nothing to sign yet."""
        services, operation = self._services, self._new_id()
        found = [one for one in mine.listed(services.store) if one.status in (Status.READY, Status.HANDED_OVER)]
        drafts = [one.id for one in mine.listed(services.store) if one.status is Status.DRAFT and self._can_be_signed(one.id)]
        if drafts and (not found or self._chance.random() < 0.5):
            which, what = self._chance.choice(drafts), "sign"
            call: Callable[[], Changed] = lambda: hand_over.sign(services, which, "Example Person", operation=operation)  # noqa: E731
        elif found:
            which, what = (chosen := self._chance.choice(found)).id, "reopen"
            call = lambda: hand_over.reopen(services, which, operation=operation)  # noqa: E731
            if chosen.status is Status.READY and self._chance.random() < 0.6:
                what, call = "hand over", lambda: hand_over.mark_handed_over(services, which, services.today(), operation=operation)
        else:
            return self.record()
        with said(what, {"operation": str(operation)}) as outcome:
            after, _ = call()
            outcome |= {"record": str(after.id), "is": digest(after)}
        return None

    def _can_be_signed(self, which: UUID) -> bool:
        latest = mine.whole(self._services, which).declaration.latest
        return latest.role == ROLE and all(one.topic == "P07" and one.answers.get("overlap") for one in latest.interests)

    def park(self) -> None:
        """The records locked, with a page that is half filled in; or the page that was parked taken back."""
        page, text = None, " ".join(self._chance.choices(("kererū", "tūī", "kākā"), k=self._chance.randint(1, 300)))
        if self._chance.random() < 0.7:
            page = Parked({"page": "question"}, {"words": text}, self._clock())
        with said("park", {"page": digest(page)}):
            if page:
                safekeeping.lock(self._services.store, page)
            else:
                safekeeping.park(self._services.store, None)

    def _forget(self, which: UUID, operation: UUID) -> None:
        versions = len(mine.whole(self._services, which).declaration.versions)
        if versions > 1:
            return
        with said("record", {"operation": str(operation)}) as outcome:
            declare.forget(self._services, which, operation=operation)
            outcome |= {"record": str(which), "is": None}

    def _edit(self, which: UUID, operation: UUID) -> Callable[[], Changed]:
        services, chance = self._services, self._chance
        declaration = mine.whole(services, which).declaration
        interest = chance.choice(declaration.latest.interests)
        if interest.topic == "P07" and declaration.latest.role == ROLE and interest.answers.get("overlap") and chance.random() < 0.1:
            return lambda: hand_over.sign(services, which, "Example Person", operation=operation)
        if chance.random() < 0.3:
            words = " ".join(chance.choices(("kererū", "tūī", "pīwakawaka", "kākā"), k=chance.randint(1, 300)))
            return lambda: declare.save_words(services, which, interest.id, words, operation=operation)
        option = chance.choice(tuple(services.content.question("overlap").by_option))
        return lambda: declare.save_answer(services, which, interest.id, "overlap", option, place=str(operation), operation=operation)

    def backup(self) -> None:
        """A backup, proved."""
        with said("backup") as outcome:
            outcome["backup"] = backup.make(self._services).kept.path.name
        self._backups += outcome.values()

    def restore(self) -> None:
        """An earlier backup put back."""
        there = [one for one in self._services.store.backups() if one.path.name in self._backups]
        if there:
            with said("restore", {"backup": (chosen := self._chance.choice(there)).path.name}):
                backup.put_back(self._services, chosen)

    def new_passphrase(self) -> None:
        """Another passphrase in place of this one."""
        proof, to = self._proof(), self._passphrase + 1
        with said("passphrase", {"passphrase": to}) as outcome:
            relock.set_passphrase(self._services, proof, passphrase(to), key_store=lambda: None, cost=CHEAP)
            outcome["passphrase"] = self._passphrase = to

    def new_recovery_key(self) -> None:
        """Another recovery key in place of this one."""
        proof, to = self._proof(), self._recovery + 1
        with said("recovery key", {"recovery": to}) as outcome:
            relock.set_recovery_key(self._services, proof, recovery_key(to))
            outcome["recovery"] = self._recovery = to

    def new_key(self) -> None:
        """The whole file under another key, with another passphrase and recovery key."""
        proof, word, key = self._proof(), self._passphrase + 1, self._recovery + 1
        with said("key", {"passphrase": word, "recovery": key}) as outcome:
            relock.set_new_key(self._services, proof, recovery_key(key), passphrase=passphrase(word), cost=CHEAP)
            outcome |= {"passphrase": word, "recovery": key}
            self._passphrase, self._recovery = word, key
            self._backups.clear()

    def _proof(self) -> Proof:
        return Proof(passphrase(self._passphrase))
