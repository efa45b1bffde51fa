"""Parses the content ahead of the start, beside it in `resources/`; does nothing where that was done for exactly these files."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # it is run by its path, also where nothing is installed

from coi_app.rules.ahead import FILE, read_ahead, written_ahead  # noqa: E402  as above
from coi_app.rules.bundle import read_folder  # noqa: E402  as above


def main() -> None:
    """Writes the file where there is none for this content; content that cannot be parsed is left for the app to complain of."""
    resources = ROOT / "resources"
    bundle = read_folder(resources)
    if read_ahead(resources, bundle):
        return
    try:
        (resources / FILE).write_text(written_ahead(bundle), encoding="utf-8")
    except ValueError:
        (resources / FILE).unlink(missing_ok=True)


if __name__ == "__main__":
    main()
