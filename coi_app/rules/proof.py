"""What a proof about the content comes to: over how many cases it was tried, and the first case against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Proof:
    """What was proved, over how many cases, and the first case against it (empty where there is none).

    With a case against it come the file and the key in it that are to be changed, and how to mend it in a sentence or two.
    A key is written as every finding writes it: `floor[hidden-help].when`. `seconds` are those that a processor worked on it.
    """

    title: str
    cases: int
    against: str = ""
    file: str = ""
    key: str = ""
    mend: str = ""
    seconds: float = 0.0
    there_are: int = 0
    """How many cases there would be, where those that were tried are a sample; it is the same sample each time."""

    @property
    def is_sample(self) -> bool:
        """Whether there are more cases than were tried."""
        return self.there_are > self.cases

    @property
    def extent(self) -> str:
        """How far it went, in words."""
        return f"a seeded sample of {_rounded(self.there_are)}" if self.is_sample else "all there are"

    @property
    def holds(self) -> bool:
        """Whether no case spoke against it, and there were cases."""
        return not self.against and self.cases > 0

    def filed(self, files: Mapping[str, str]) -> Proof:
        """The same proof with the file in which its key stands, looked up by the part of the key that names a table."""
        named, bracket, _ = self.key.partition("]")
        return self if self.file or not self.key else replace(self, file=files.get(named + bracket if bracket else named.partition(".")[0], ""))


def _rounded(number: int) -> str:
    """A number as it is read: in full, or by its zeros where nobody would count them."""
    return f"{number:,}" if number < 10**9 else f"about 10^{len(str(number)) - 1}"


def _in_all(part: Proof) -> int:
    return max(part.there_are, part.cases)


def joined(parts: Iterable[Proof]) -> tuple[Proof, ...]:
    """One proof for each title, in the order they come: cases and seconds added up, the first case against it kept."""
    found: dict[str, Proof] = {}
    for part in parts:
        so_far = found.get(part.title)
        if so_far is None:
            found[part.title] = part
        else:
            told = part if part.against and not so_far.against else so_far
            found[part.title] = replace(told, cases=so_far.cases + part.cases, seconds=so_far.seconds + part.seconds, there_are=_in_all(so_far) + _in_all(part))
    return tuple(found.values())
