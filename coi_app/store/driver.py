"""The database driver, met here alone: SQLCipher with Python's own `sqlite3` interface, whose types stand for its."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3 as driver
else:
    from sqlcipher3 import dbapi2 as driver

__all__ = ["driver"]
