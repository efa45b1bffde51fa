"""Where the shipped resources and a person's own data are. Nothing here creates or reads a file."""

from pathlib import Path

PRODUCT = "Declare"


def resources() -> Path:
    """The folder of content, rules and law: inside an installed package, or beside it in a clone."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def user_data(profile: Path | None = None) -> Path:
    """The folder that holds a person's records: `profile` if one was named, else the system's place for it."""
    if profile is not None:
        return profile.expanduser().absolute()
    import platformdirs  # only where no profile was named: the window is shown sooner without it

    return platformdirs.user_data_path(PRODUCT, appauthor=False)
