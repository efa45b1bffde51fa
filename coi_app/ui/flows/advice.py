"""What a person can do about records that cannot be opened now, in words."""

from __future__ import annotations

from coi_app.domain.errors import BackupUnusable, CannotWrite, DeclareError, KeyLost, VaultBusy, VaultChanged, VaultDamaged, VaultMoved, VaultNewer
from coi_app.ui.i18n import _tr


def what_to_do(problem: DeclareError) -> tuple[str, tuple[str, ...]]:
    """A title for the kind of trouble, and what a person can do about it."""
    kept = _tr("RecordsFlow", "Nothing was changed, and nothing was lost by trying.")
    if isinstance(problem, VaultBusy):
        return _tr("RecordsFlow", "Your records are open elsewhere"), (
            kept,
            _tr("RecordsFlow", "To change them here, close the other window of Declare, then try again."),
            _tr("RecordsFlow", "To look something up, open them to read. Both windows can stay open."),
        )
    if isinstance(problem, VaultMoved):
        return _tr("RecordsFlow", "Your records were moved while they were open"), (
            _tr("RecordsFlow", "What was saved before that is in the file that was moved."),
            _tr("RecordsFlow", "Put the file back in its folder, then close Declare and open it again."),
        )
    if isinstance(problem, VaultNewer):
        return _tr("RecordsFlow", "Your records are from a newer Declare"), (kept, _tr("RecordsFlow", "Install the newer version, then open them with it."))
    if isinstance(problem, VaultDamaged):
        return _tr("RecordsFlow", "Your records cannot be read"), (
            kept,
            _tr("RecordsFlow", "Leave the files where they are. If you go back to a backup, what is there now is put aside, and stays."),
        )
    if isinstance(problem, BackupUnusable):
        return _tr("RecordsFlow", "This backup cannot be used"), (kept,)
    if isinstance(problem, KeyLost):
        return _tr("RecordsFlow", "The key to your records is not there"), (
            kept,
            _tr("RecordsFlow", "Sign in to this computer as you did when you set them up, and try again."),
            _tr("RecordsFlow", "Or use the recovery key that you printed or saved."),
        )
    if isinstance(problem, CannotWrite):
        return _tr("RecordsFlow", "Declare cannot write here"), (
            kept,
            _tr("RecordsFlow", "Make room on the disk, or ask who looks after this computer, then try again."),
            _tr("RecordsFlow", "Records that are here already can be opened to read meanwhile."),
        )
    if isinstance(problem, VaultChanged):
        return _tr("RecordsFlow", "Your records were changed meanwhile"), (kept, _tr("RecordsFlow", "Try again: they open as they are now."))
    return _tr("RecordsFlow", "Your records cannot be opened now"), (kept,)
