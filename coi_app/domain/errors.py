"""What can go wrong, one class for each thing a person can do about it."""

from coi_app.domain.legible import in_short


class DeclareError(Exception):
    """Something a person should be told, in one sentence that never holds an answer."""


class InputError(DeclareError):
    """The input cannot be used as it is; `key` names the place in it that has to change."""

    def __init__(self, message: str, key: str | None = None) -> None:
        super().__init__(message)
        self.key = key


class ContentError(DeclareError):
    """A content file is wrong; the message names the file and the key in it."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        # A content file may be anybody's: what it holds is told so that it cannot do harm where it is shown.
        self.file, self.key, self.problem = in_short(file), in_short(key), in_short(problem)
        super().__init__(f"{self.file}: {self.key}: {self.problem}" if key else f"{self.file}: {self.problem}")


class CheckFailed(DeclareError):
    """What was checked, or shown, is not as it should be; the message says where it stopped."""


class IllegalMove(DeclareError):
    """A declaration cannot go from the state it is in to the one that was asked for."""


class NotDeclarable(DeclareError):
    """The topic is nobody's business, so there is nothing to declare and nothing is stored."""


class NoSuchRecord(DeclareError):
    """The record is not there any more: it was forgotten, or it never was."""


class CannotWrite(DeclareError):
    """A file or folder could not be written; what was there before is untouched."""


class VaultError(DeclareError):
    """The encrypted file cannot be used."""


class WrongKey(VaultError):
    """The passphrase or key does not open the file; nothing was written."""


class NeedsPassphrase(VaultError):
    """No key store on this computer holds the key, so a passphrase has to be given."""


class KeyLost(VaultError):
    """The key store of this computer no longer holds the key, and no other slot opens the file."""


class VaultBusy(VaultError):
    """Another copy of the app has the file open for writing."""


class VaultMoved(VaultError):
    """The file was removed or another put in its place while it was open; nothing was written to that."""


class VaultChanged(VaultError):
    """The file was put under another key while it was open here to read; it has to be opened again."""


class VaultNewer(VaultError):
    """A newer version of the app wrote the file; this one leaves it untouched."""


class VaultDamaged(VaultError):
    """The file, or the small file with its key slots, is missing or not what it should be."""


class BackupUnusable(VaultError):
    """The file is no backup, or not as it was when it was made; the records are left as they are."""
