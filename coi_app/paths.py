"""Where the shipped resources and a person's own data are. Nothing here creates or reads a file."""

import os
from pathlib import Path

from coi_app.domain.errors import InputError

PRODUCT = "Declare"
AGENCY = ("agency", "agency.zip")
"""What an agency's own content is called where it is put for the app to find."""


def resources() -> Path:
    """The folder of content, rules and law: inside an installed package, or beside it in a clone."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def scenarios() -> Path:
    """The folder of the scenarios that belong to the shipped content: among the resources of an installed package, among the tests of a clone."""
    installed = resources() / "scenarios"
    return installed if installed.is_dir() else resources().parent / "tests" / "scenarios"


def user_data(profile: Path | None = None) -> Path:
    """The folder that holds a person's records: `profile` if one was named, else the system's place for it.

    InputError where the account has no home folder for it.
    """
    if profile is not None:
        return Path(os.path.expanduser(profile)).absolute()  # unlike its namesake, it leaves `~nobody` as it is
    import platformdirs  # only where no profile was named: the window is shown sooner without it

    try:
        return platformdirs.user_data_path(PRODUCT, appauthor=False)
    except RuntimeError:
        raise InputError("This account has no home folder to keep records in. Name another folder: `coi-app --data DIR`.", "--data") from None


def agency_places(profile: Path | None = None) -> tuple[Path, ...]:
    """Where an agency's own content may have been put, the first that is there counting: with the person's records, else for everyone
    at this computer. With a profile of its own, only in that."""
    folders = [user_data(profile)]
    if profile is None:
        import platformdirs  # as above

        folders.append(platformdirs.site_config_path(PRODUCT, appauthor=False))
    return tuple(folder / name for folder in folders for name in AGENCY)
