"""The tables: what the migrations make is what the code reads, from every version that was ever shipped."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from coi_app.domain.errors import VaultDamaged
from coi_app.store import migrate, schema
from coi_app.store.connection import connect
from coi_app.store.engine import read_engine, write_engine
from coi_app.store.keys import new_key
from coi_app.store.store import Store
from coi_app.store.tables import metadata
from tests.store.examples import declaration


def test_every_migration_is_a_shipped_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == schema.REVISIONS


@pytest.mark.parametrize("started_at", schema.REVISIONS)
def test_a_file_of_any_version_comes_forward_and_has_the_tables(tmp_path: Path, started_at: str) -> None:
    path, key = tmp_path / "records.db", new_key()
    schema.create(path, key, at=started_at)
    if started_at != schema.HEAD:
        copy = schema.bring_forward(path, key, started_at)
        assert copy.exists()
    engine = read_engine(path, key)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_copy_is_made_first_and_nothing_is_lost(store: Store, folder: Path) -> None:
    with store.work() as work:
        work.declarations.save(declaration())
        work.commit()
    path, key = folder / "declare.db", store._key  # noqa: SLF001
    copy = schema.bring_forward(path, key, schema.REVISIONS[0])
    for file in (path, copy):
        connection = connect(file, key)
        assert schema.revision(connection) == schema.HEAD
        assert connection.execute("SELECT count(*) FROM interest").fetchone() == (1,)
        connection.close()
    assert b"SQLite format" not in copy.read_bytes()[:16]


def test_a_migration_that_would_lose_rows_changes_nothing(store: Store, folder: Path) -> None:
    with store.work() as work:
        work.declarations.save(declaration())
        work.commit()
    engine = write_engine(folder / "declare.db", store._key)  # noqa: SLF001
    with engine.connect() as connection:
        with pytest.raises(VaultDamaged), migrate.guarded(connection):
            connection.execute(sa.text("CREATE TABLE extra (id INTEGER)"))
            connection.execute(sa.text("DELETE FROM interest"))
        with pytest.raises(VaultDamaged), migrate.guarded(connection):
            connection.execute(sa.text("UPDATE interest SET version = 99"))
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM interest WHERE version = 1")).scalar_one() == 1
        assert "extra" not in sa.inspect(connection).get_table_names()
    engine.dispose()


def test_postgresql_takes_the_same_tables() -> None:
    dialect = postgresql.dialect()
    told = "\n".join(str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables)
    told += "\n".join(str(CreateIndex(i).compile(dialect=dialect)) for t in metadata.tables.values() for i in t.indexes)
    assert "TIMESTAMP WITH TIME ZONE" in told and "JSONB" in told and " UUID " in told
    assert "number BIGINT GENERATED" in told and "BYTEA" in told


def test_no_text_column_is_without_a_length_by_oversight() -> None:
    free = {str(c) for table in metadata.tables.values() for c in table.c if type(c.type) is sa.String and not c.type.length}
    assert free == set()
