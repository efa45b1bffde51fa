"""Has the content parsed ahead before it goes into a wheel."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ParseAhead(BuildHookInterface[Any]):
    """Runs `parse_ahead.py` beside it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files."""
        runpy.run_path(str(Path(self.root) / "tools" / "parse_ahead.py"), run_name="__main__")
