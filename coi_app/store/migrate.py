"""Running the migrations, guarded: one transaction, no row lost, no reference broken."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from coi_app.domain.errors import VaultDamaged
from coi_app.store.engine import faults_in_words, write_engine


def upgrade(path: Path, key: bytes, to: str) -> None:
    """Bring the tables to this version; on any doubt nothing is changed, and VaultDamaged says so."""
    engine = write_engine(path, key)
    try:
        with faults_in_words(), engine.connect() as connection, guarded(connection):
            command.upgrade(_config(connection), to)
    finally:
        engine.dispose()


@contextmanager
def guarded(connection: sa.Connection) -> Generator[None]:
    """One transaction for changes to the tables; VaultDamaged, and all undone, where rows or references are lost."""
    # Before the transaction, where alone it counts: with foreign keys on, remaking a parent table
    # can empty its children.
    _driver(connection, "PRAGMA foreign_keys=OFF")
    with connection.begin():
        before = _counts(connection)
        yield
        _prove(connection, before)
        connection.exec_driver_sql("ANALYZE")


def _driver(connection: sa.Connection, statement: str) -> None:
    """Run a statement outside any transaction."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(statement)


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _counts(connection: sa.Connection) -> dict[str, int]:
    tables = [name for name in sa.inspect(connection).get_table_names() if name != "alembic_version"]
    return {name: connection.execute(sa.select(sa.func.count()).select_from(sa.table(name))).scalar_one() for name in tables}


def _prove(connection: sa.Connection, before: dict[str, int]) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    after = _counts(connection)
    lost = [name for name, count in before.items() if after.get(name, 0) < count]
    if broken or lost:
        raise VaultDamaged(
            "Bringing your records to this version of Declare would have lost some of them, so nothing was changed. "
            "Go on using the version you had, and tell the people who look after Declare."
        )
