"""A disk that loses its power: which files there may be afterwards, for what was asked of it before.

What a file was asked to hold is safe from its next sync on, and a name from the next sync of its folder on. Until then each
block of 4096 bytes may hold what it was asked to hold at any time since, by itself; names come in the order in which they
were made, as file systems with a journal keep them, up to any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from random import Random

from tests.store.harness.recording import Asked

BLOCK = 4096
Tree = dict[str, bytes | None]
"""The files by their path; None for a folder."""


@dataclass(eq=False)
class File:
    """What a file holds now, and everything it has held since its last sync, the oldest first."""

    now: bytes = b""
    since: list[bytes] = field(default_factory=lambda: [b""])

    def hold(self, content: bytes) -> None:
        """Ask it to hold this."""
        self.now = content
        self.since.append(content)

    def synced(self) -> None:
        """What it holds now is safe."""
        self.since = [self.now]

    def after_power_loss(self, chance: Random) -> bytes:
        """What it may hold then: its length as at one time, and each block as at a time of its own."""
        length = len(chance.choice(self.since))
        if len(self.since) == 1:
            return self.now
        held = bytearray(length)
        for start in range(0, length, BLOCK):
            block = chance.choice(self.since)[start : min(start + BLOCK, length)]
            held[start : start + len(block)] = block
        return bytes(held)


@dataclass(frozen=True)
class Renaming:
    """One change of names: `file` comes to be at `target`, what is at `source` moves there, or (without a target) goes."""

    source: str = ""
    target: str = ""
    file: File | None = None
    folder: bool = False


class Disk:
    """The files below one folder, while calls are asked of it one after the other."""

    def __init__(self, place: str, tree: dict[str, bytes | None]) -> None:
        self._place = PurePosixPath(place)
        self._safe: dict[str, File | None] = {path: None if held is None else File(held, [held]) for path, held in tree.items()}
        self._names, self._asked = dict(self._safe), list[Renaming]()
        self._open: dict[int, tuple[File | str, int]] = {}

    def ask(self, call: Asked) -> bool:
        """Do what this call asks; whether anything about these files changed or was made safe."""
        doing = getattr(self, f"_{call.name}", None)
        assert doing, f"{call.name} is not known"
        return bool(doing(call))

    def kept(self) -> Tree:
        """Everything as it was asked for: as after a kill."""
        return {path: file.now if file else None for path, file in self._names.items()}

    def least(self) -> Tree:
        """Only what was made safe."""
        return {path: file.since[0] if file else None for path, file in self._safe.items()}

    def by_chance(self, chance: Random) -> Tree:
        """One of the ways in which a power loss may leave the files."""
        names = dict(self._safe)
        for change in self._asked[: chance.randint(0, len(self._asked))]:
            _apply(names, change)
        return {path: file.after_power_loss(chance) if file else None for path, file in names.items()}

    def unsafe(self) -> bool:
        """Whether anything is not safe yet."""
        return bool(self._asked) or any(file and len(file.since) > 1 for file in self._names.values())

    def _below(self, path: bytes) -> str | None:
        """The path below the folder; None for files elsewhere, and for what only this moment's processes share."""
        try:
            below = str(PurePosixPath(path.decode()).relative_to(self._place))
        except ValueError:
            return None
        return None if below.endswith("-shm") else below

    def _change(self, change: Renaming) -> bool:
        self._asked.append(change)
        _apply(self._names, change)
        return True

    def _openat(self, call: Asked) -> bool:
        self._open.pop(call.result, None)
        path = self._path(call)
        if path is None:
            return False
        if path not in self._names and path != ".":
            assert "O_CREAT" in call.arguments
            self._change(Renaming(target=path, file=File()))
        file = None if path == "." else self._names[path]
        self._open[call.result] = (file or path, 0)
        if file and "O_TRUNC" in call.arguments and file.now:
            file.hold(b"")
        return True

    _open_ = _openat

    def _file(self, handle: int) -> File | None:
        found = self._open.get(handle, ("", 0))[0]
        return found if isinstance(found, File) else None

    def _put(self, handle: int, content: bytes, start: int) -> bool:
        file = self._file(handle)
        if file is None:
            return False
        before = file.now.ljust(start, b"\0")
        file.hold(before[:start] + content + before[start + len(content) :])
        return True

    def _pwrite64(self, call: Asked) -> bool:
        return self._put(call.numbers[0], call.texts[0][: call.result], call.numbers[-1])

    def _write(self, call: Asked) -> bool:
        handle = call.numbers[0]
        if handle not in self._open:
            return False
        file, at = self._open[handle]
        self._open[handle] = (file, at + call.result)
        return self._put(handle, call.texts[0][: call.result], at)

    def _lseek(self, call: Asked) -> bool:
        handle = call.numbers[0]
        if handle in self._open:
            self._open[handle] = (self._open[handle][0], call.result)
        return False

    def _sendfile(self, call: Asked) -> bool:
        into, out_of = call.numbers[:2]
        if into not in self._open:
            return False
        source, (file, at) = self._file(out_of), self._open[into]
        assert source, "copied from elsewhere"
        start = call.numbers[2] if len(call.numbers) > 3 else 0
        self._open[into] = (file, at + call.result)
        return self._put(into, source.now[start : start + call.result], at)

    def _ftruncate(self, call: Asked) -> bool:
        file = self._file(call.numbers[0])
        if file is None:
            return False
        length = call.numbers[-1]
        file.hold(file.now[:length].ljust(length, b"\0"))
        return True

    def _fsync(self, call: Asked) -> bool:
        found = self._open.get(call.numbers[0], ("", 0))[0]
        if isinstance(found, File):
            found.synced()
        elif found:
            self._folder_synced(found)
        return bool(found)

    _fdatasync = _fsync

    def _folder_synced(self, folder: str) -> None:
        """Names in this folder are safe, and those that came before them."""
        def touches(change: Renaming) -> bool:
            return any(str(PurePosixPath(path).parent) == folder for path in (change.source, change.target) if path)

        last = max((number for number, change in enumerate(self._asked) if touches(change)), default=-1)
        for change in self._asked[: last + 1]:
            _apply(self._safe, change)
        del self._asked[: last + 1]

    def _rename(self, call: Asked) -> bool:
        source, target = (self._below(path) for path in call.texts)
        return source is not None and target is not None and self._change(Renaming(source, target))

    def _unlink(self, call: Asked) -> bool:
        path = self._path(call)
        return path is not None and path in self._names and self._change(Renaming(path))

    _rmdir = _unlinkat = _unlink

    def _path(self, call: Asked) -> str | None:
        """The path that a call names, by itself or together with the open folder that it is in."""
        if call.texts[0].startswith(b"/"):
            return self._below(call.texts[0])
        folder = self._open.get(call.numbers[0], (None, 0))[0] if call.numbers else None
        return str(PurePosixPath(folder) / call.texts[0].decode()) if isinstance(folder, str) else None

    def _mkdir(self, call: Asked) -> bool:
        path = self._below(call.texts[0])
        return path is not None and self._change(Renaming(target=path, folder=True))


def _apply(names: dict[str, File | None], change: Renaming) -> None:
    """Change the names; a folder takes along what is in it."""
    if not change.source:
        names[change.target] = change.file
        return
    moved = {path: names.pop(path) for path in list(names) if path == change.source or path.startswith(f"{change.source}/")}
    if change.target:
        names.update({change.target + path[len(change.source) :]: file for path, file in moved.items()})


def told(call: Asked) -> Iterator[bytes]:
    """The lines that this call told whoever listens."""
    if call.name == "write" and call.numbers[0] == 1:
        yield from call.texts[0].splitlines()
