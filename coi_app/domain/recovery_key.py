"""The recovery key: 256 random bits as a person writes them down, with a check that notices a slip of the pen."""

from __future__ import annotations

from dataclasses import dataclass, field

from coi_app.domain.errors import InputError

KEY_BYTES = 32
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_ALIKE = str.maketrans("OIL", "011")
BETWEEN = frozenset(" -\u2010\u2011\u2012\u2013\u2014\u2212_.\t\r\n\u00a0")

KEY_CHARACTERS, CHECK_CHARACTERS, GROUP = 52, 4, 4
CHARACTERS = KEY_CHARACTERS + CHECK_CHARACTERS

# The largest prime that four characters hold. The whole text, read as one number, leaves 1 when divided by it.
# 32 to the power of each place leaves a remainder of its own, so that one wrong character and any two that
# changed places are always noticed, in the key and in the check alike; anything else but once in a million.
MODULUS = 1_048_573


@dataclass(frozen=True)
class RecoveryKey:
    """Opens the records alone. Shown once, to be kept on paper; the app itself keeps no copy of it."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise ValueError(f"a recovery key has {KEY_BYTES} bytes")

    @property
    def grouped(self) -> str:
        """The key to write down: fourteen groups of four, the last of which is the check."""
        number = int.from_bytes(self.secret, "big") << (5 * CHECK_CHARACTERS)
        whole = number + (1 - number) % MODULUS
        text = "".join(ALPHABET[whole >> (5 * place) & 31] for place in reversed(range(CHARACTERS)))
        return "-".join(text[at : at + GROUP] for at in range(0, CHARACTERS, GROUP))

    @classmethod
    def read(cls, typed: str) -> RecoveryKey:
        """The key as a person typed it: in small letters, with spaces or dashes or none, with O for 0 and I or l for 1.

        InputError says what is wrong with it; it never repeats what was typed.
        """
        text = "".join(letter for letter in typed if letter not in BETWEEN).upper().translate(READ_ALIKE)
        strange = sum(letter not in ALPHABET for letter in text)
        if strange:
            raise _not_it(f"{strange} of the characters cannot be in a recovery key. It has letters without accents and digits, and never a U.")
        if len(text) != CHARACTERS:
            raise _not_it(f"A recovery key has {CHARACTERS} characters, and this has {len(text)}.")
        whole = 0
        for letter in text:
            whole = whole << 5 | ALPHABET.index(letter)
        key = whole >> (5 * CHECK_CHARACTERS)
        if whole % MODULUS != 1 or key >> (8 * KEY_BYTES):
            raise _not_it("A character of it is not as it was printed.")
        return cls(key.to_bytes(KEY_BYTES, "big"))


def _not_it(why: str) -> InputError:
    return InputError(f"{why} Look at it group by group, and type it again; nothing was changed.", "recovery_key")
