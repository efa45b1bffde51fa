"""The rule of the house as tests: who may import whom, and the habits that keep the code readable."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter import configuration
from importlinter.application import use_cases
from importlinter.application.ports.reporting import Report

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "coi_app"
SETTINGS = ROOT / "pyproject.toml"
SENTENCES = [
    contract["name"] for contract in tomllib.loads(SETTINGS.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
]
SOURCES = sorted(PACKAGE.rglob("*.py"))
STANDARD = frozenset(sys.stdlib_module_names)


def name_of(source: Path) -> str:
    """A source's path as a reader says it."""
    return source.relative_to(ROOT).as_posix()


def tree_of(source: Path) -> ast.Module:
    """A source, parsed."""
    return ast.parse(source.read_text(encoding="utf-8"), filename=str(source))


every_source = pytest.mark.parametrize("source", SOURCES, ids=name_of)


# Who may import whom


@pytest.fixture(scope="module")
def imports() -> Report:
    """What import-linter says of the package as it stands on disk."""
    configuration.configure()
    options = use_cases.read_user_options(str(SETTINGS))
    use_cases._register_contract_types(options)
    return use_cases.create_report(options, cache_dir=None)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_who_may_import_whom(sentence: str, imports: Report, capsys: pytest.CaptureFixture[str]) -> None:
    assert not imports.could_not_run, imports.invalid_contract_options
    contract, check = next(pair for pair in imports.get_contracts_and_checks() if pair[0].name == sentence)
    if not check.kept:
        capsys.readouterr()
        contract.render_broken_contract(check)
        pytest.fail(f"{sentence}\n{capsys.readouterr().out}", pytrace=False)


def test_the_domain_is_the_standard_library_alone(imports: Report) -> None:
    met = {
        (importer, imported)
        for importer in imports.graph.find_descendants("coi_app.domain")
        for imported in imports.graph.find_modules_directly_imported_by(importer)
        if not imported.startswith("coi_app.domain") and imported.split(".")[0] not in STANDARD
    }
    assert not met


# Habits


@pytest.mark.parametrize("source", [s for s in SOURCES if s.name == "__init__.py"], ids=name_of)
def test_a_package_file_is_empty(source: Path) -> None:
    assert source.read_text(encoding="utf-8").strip() == ""


@every_source
def test_nothing_is_imported_by_star_and_nothing_is_global(source: Path) -> None:
    for node in ast.walk(tree_of(source)):
        assert not isinstance(node, ast.Global), f"line {node.lineno}: global"
        if isinstance(node, ast.ImportFrom):
            assert all(alias.name != "*" for alias in node.names), f"line {node.lineno}: import *"


@every_source
def test_an_import_inside_a_function_says_why(source: Path) -> None:
    lines = source.read_text(encoding="utf-8").splitlines()
    for node in late_imports(tree_of(source)):
        around = lines[max(node.lineno - 2, 0) : (node.end_lineno or node.lineno)]
        block = contiguous_imports_above(lines, node.lineno)
        assert any("#" in line for line in [*around, *block]), f"line {node.lineno}: no comment says why it is late"


@every_source
def test_a_public_name_says_what_it_promises(source: Path) -> None:
    if source.name == "__init__.py" or "migrations" in source.parts:
        return
    tree = tree_of(source)
    lacking = [f"line {node.lineno}: {node.name}" for node in public_definitions(tree) if not ast.get_docstring(node)]
    assert ast.get_docstring(tree), "the module has no docstring"
    assert not lacking, "no docstring: " + ", ".join(lacking)


@every_source
def test_names_say_what_a_thing_is(source: Path) -> None:
    vague = re.compile(r".+(Manager|Handler|Helper|Helpers|Utils|Util|Base|Data|Info)$")
    named = [node.name for node in ast.walk(tree_of(source)) if isinstance(node, ast.ClassDef)]
    assert not [name for name in named if vague.match(name)]
    assert not re.search(r"(^|_)(utils?|helpers?|base|manager|handler|misc|common)$", source.stem)


def test_any_exception_is_caught_at_three_places_at_most() -> None:
    places = [
        f"{name_of(source)}:{node.lineno}"
        for source in SOURCES
        for node in ast.walk(tree_of(source))
        if isinstance(node, ast.ExceptHandler) and catches_everything(node)
    ]
    assert len(places) <= 3, places


@pytest.mark.parametrize("room", ["domain", "rules", "store", "documents", "handover", "insights", "services"])
def test_nothing_below_the_composition_root_asks_the_clock(room: str) -> None:
    asks = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|time\.time|uuid4|uuid1)\(")
    found = [
        f"{name_of(source)}:{number}"
        for source in sorted((PACKAGE / room).rglob("*.py"))
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1)
        if asks.search(line)
    ]
    assert not found


def test_no_address_of_a_package_index_is_written_down() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9._]+", line)] == []


# How the tree is read

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def late_imports(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """Imports that run only when a function is called."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    for function in functions:
        yield from (node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))


def contiguous_imports_above(lines: list[str], number: int) -> list[str]:
    """The run of import lines above a line, with the line before the run: one comment serves a block."""
    above: list[str] = []
    for line in reversed(lines[: number - 1]):
        above.append(line)
        if line.strip() and not re.match(r"\s*(from|import)\b", line):
            break
    return above


def public_definitions(tree: ast.Module) -> Iterator[Definition]:
    """Public classes and functions of a module, and the public methods that are not overrides of something documented."""
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (part for part in methods(node) if not is_override(part, node))


def methods(node: ast.ClassDef) -> Iterator[Definition]:
    """The public methods of a class."""
    return (part for part in node.body if isinstance(part, Definition) and not part.name.startswith("_"))


def is_override(node: Definition, owner: ast.ClassDef) -> bool:
    """Whether another class already says what it promises: a Qt virtual by its spelling, ours where it is first declared."""
    marks = {ast.unparse(mark).split(".")[-1].split("(")[0] for mark in node.decorator_list}
    return bool(marks & {"overload", "setter"}) or bool(re.match(r"[a-z]+[A-Z]", node.name)) or bool(owner.bases and node.name in documented())


@cache
def documented() -> frozenset[str]:
    """The names of all methods in the package that have a docstring somewhere."""
    classes = [node for source in SOURCES for node in ast.walk(tree_of(source)) if isinstance(node, ast.ClassDef)]
    return frozenset(part.name for owner in classes for part in methods(owner) if ast.get_docstring(part))


def catches_everything(node: ast.ExceptHandler) -> bool:
    """Whether a handler catches any exception there is."""
    return node.type is None or "Exception" in re.findall(r"\w+", ast.unparse(node.type))
