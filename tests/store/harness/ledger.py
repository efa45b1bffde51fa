"""What the records must hold, from what was confirmed, and what they may hold besides, from what was under way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from coi_app.store.work import Reading
from tests.store.harness.telling import BEGIN, DONE, REFUSED, Line, digest


@dataclass(frozen=True)
class Known:
    """Records at one moment: each in short by its id, the operations that were done, and the parked page in short."""

    records: Mapping[str, str] = field(default_factory=dict[str, str])
    done: frozenset[str] = frozenset()
    parked: str = ""

    def after(self, line: Line) -> Known:
        """The same after a change to a record was confirmed."""
        told, others = line.told, {one: short for one, short in self.records.items() if one != line.told["record"]}
        return replace(self, records=others | ({told["record"]: told["is"]} if told["is"] else {}), done=self.done | {told["operation"]})


def known(reading: Reading) -> Known:
    """What the file holds."""
    records = {str(one.id): digest(one) for one in reading.declarations.all()}
    return Known(records, frozenset(str(event.operation) for event in reading.events.of()), digest(reading.parked.get()))


@dataclass(frozen=True)
class Ledger:
    """What was confirmed, the backups with what was known when each was made, what opens the records, and the call that is under way."""

    known: Known = Known()
    backups: Mapping[str, Known] = field(default_factory=dict[str, Known])
    passphrases: tuple[int, ...] = (0,)
    recoveries: tuple[int, ...] = ()
    made: bool = True
    pending: Line | None = None
    begun: int = 0
    confirmed: int = 0
    refused: int = 0

    def heard(self, line: Line) -> Ledger:
        """The ledger after this line."""
        if line.word == BEGIN:
            return replace(self._under_way(line), pending=line, begun=self.begun + 1)
        if line.word == DONE:
            return replace(self._confirmed(line), pending=None, confirmed=self.confirmed + 1)
        # What was refused has changed no record; of two ways in, either may be the one that stands.
        return replace(self, pending=None, refused=self.refused + 1) if line.word == REFUSED else self

    def _under_way(self, line: Line) -> Ledger:
        """Before a lock is changed, it may come to what it is changed to; before the key is, no backup can be put back any more."""
        told = line.told
        word = (told["passphrase"],) if "passphrase" in told else ()
        key = (told["recovery"],) if "recovery" in told else ()
        backups = {} if line.what == "key" else self.backups
        return replace(self, passphrases=(*self.passphrases, *word), recoveries=(*self.recoveries, *key), backups=backups)

    def _confirmed(self, line: Line) -> Ledger:
        told = line.told
        match line.what:
            case "record" | "sign" | "hand over" | "reopen":
                return replace(self, known=self.known.after(line))
            case "park":
                return replace(self, known=replace(self.known, parked=told["page"]))
            case "backup":
                return replace(self, backups={**self.backups, told["backup"]: self.known})
            case "restore":
                return replace(self, known=self.backups[told["backup"]])
            case "create":
                return replace(self, made=True)
            case _:  # a change of lock or key, or an opening, which changes nothing
                words = (told["passphrase"],) if "passphrase" in told else self.passphrases
                return replace(self, passphrases=words, recoveries=(told["recovery"],) if "recovery" in told else self.recoveries)

    def lost(self, found: Known) -> list[str]:
        """What was confirmed and is not there, or is there and was never done; nothing where all is well."""
        if self.pending and self.pending.what == "restore":
            either = (self.known, self.backups[self.pending.told["backup"]])
            return min((_differences(one, found, None) for one in either), key=len)
        return _differences(self.known, found, self.pending)

    def settled(self, found: Known, passphrase: int, recoveries: tuple[int, ...]) -> Ledger:
        """The ledger of the next turn, from what was found."""
        return replace(self, known=found, passphrases=(passphrase,), recoveries=recoveries, made=True, pending=None)


def _differences(expected: Known, found: Known, pending: Line | None) -> list[str]:
    gone = [f"the operation {one} was confirmed and is not there" for one in expected.done - found.done]
    touched = {one for one in {*expected.records, *found.records} if expected.records.get(one) != found.records.get(one)}
    under_way = pending.told.get("operation") if pending else None
    allowed = 1 if under_way in found.done else 0
    pages = {expected.parked, pending.told["page"] if pending and pending.what == "park" else expected.parked}
    other = [f"{len(touched)} records are not as they were confirmed"] if len(touched) > allowed else []
    return gone + other + (["the parked page is not the one that was confirmed"] if found.parked not in pages else [])
