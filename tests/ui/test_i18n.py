"""Every text of the window is found by Qt's own tool, so that it can be translated."""

import ast
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import PySide6

import coi_app

CODE = Path(coi_app.__file__).parent / "ui"
LUPDATE = Path(PySide6.__file__).parent / "lupdate"


def written() -> set[tuple[str, str]]:
    """Every context and text in a call of `_tr`, whose arguments are all plain literals."""
    calls = [
        node
        for source in CODE.rglob("*.py")
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_tr"
    ]
    return {(ast.literal_eval(call.args[0]), ast.literal_eval(call.args[1])) for call in calls}


def test_every_text_is_found_by_the_tool_that_translators_use(tmp_path: Path) -> None:
    found = tmp_path / "declare.ts"
    subprocess.run([LUPDATE, "-extensions", "py", CODE, "-tr-function-alias", "translate+=_tr", "-ts", found], check=True, capture_output=True)
    contexts = ElementTree.parse(found).iter("context")
    assert {(context.findtext("name"), message.findtext("source")) for context in contexts for message in context.iter("message")} == written()
