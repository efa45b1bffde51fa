"""Events that carry the hash of the one before, and what the vault keeps beside the records."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from coi_app.domain.chain import BEFORE_THE_FIRST, hash_of
from coi_app.store.keys import new_key

revision = "0002"
down_revision = "0001"

json_type = sa.JSON().with_variant(JSONB(), "postgresql")
moment = sa.DateTime(timezone=True)

event = sa.table(
    "event",
    sa.column("number", sa.BigInteger()),
    sa.column("id", sa.Uuid()),
    sa.column("operation", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("at", moment),
    sa.column("person", sa.Uuid()),
    sa.column("declaration", sa.Uuid()),
    sa.column("facts", json_type),
    sa.column("reason", sa.Text()),
    sa.column("previous", sa.LargeBinary()),
    sa.column("hash", sa.LargeBinary()),
)

# A later change to this table has to make them again: they go with the table that a batch puts away.
GUARDS = """
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER event_never_goes BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'an event is never taken out'); END;
"""


def upgrade() -> None:
    """Link what happened so far, and make the new tables."""
    _link_events()
    _give_seed()
    op.add_column("declaration", sa.Column("retention", sa.String(32), nullable=False, server_default=""))
    _statements()
    op.create_table(
        "parked",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", json_type, nullable=False),
        sa.Column("text", json_type, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_parked"),
    )
    op.create_table(
        "copy_made",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.String(1024), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("declaration", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_copy_made"),
    )


def _link_events() -> None:
    """Give each event its place in the chain, then see to it that none is changed or taken out."""
    op.add_column("event", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("event", sa.Column("previous", sa.LargeBinary(32), nullable=True))
    op.add_column("event", sa.Column("hash", sa.LargeBinary(32), nullable=True))
    connection = op.get_bind()
    tip = BEFORE_THE_FIRST
    for row in connection.execute(sa.select(event).order_by(event.c.number)).mappings().all():
        linked = hash_of(row["number"], _told(row), tip)
        connection.execute(sa.update(event).where(event.c.number == row["number"]).values(previous=tip, hash=linked))
        tip = linked
    # No other table refers to this one, so making it anew can empty none.
    with op.batch_alter_table("event") as table:
        table.alter_column("previous", existing_type=sa.LargeBinary(32), nullable=False)
        table.alter_column("hash", existing_type=sa.LargeBinary(32), nullable=False)
    if connection.dialect.name == "sqlite":
        for guard in GUARDS.strip().splitlines():
            op.execute(guard)


def _told(row: Any) -> dict[str, object]:
    """An event in the plain form of the chain."""
    at = row["at"] if row["at"].tzinfo else row["at"].replace(tzinfo=UTC)
    ids = {name: str(row[name]) for name in ("id", "operation", "person")}
    of = str(row["declaration"]) if row["declaration"] else None
    plain_at = at.astimezone(UTC).isoformat(timespec="microseconds")
    return {**ids, "kind": row["kind"], "at": plain_at, "declaration": of, "facts": row["facts"], "reason": row["reason"]}


def _give_seed() -> None:
    """What the heads of the history are signed with, new for each profile."""
    profile = sa.table("profile", sa.column("signing_seed", sa.LargeBinary()))
    op.add_column("profile", sa.Column("signing_seed", sa.LargeBinary(32), nullable=True))
    op.get_bind().execute(sa.update(profile).values(signing_seed=new_key()))
    with op.batch_alter_table("profile") as table:
        table.alter_column("signing_seed", existing_type=sa.LargeBinary(32), nullable=False)


def _statements() -> None:
    op.create_table(
        "statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("declaration", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
        sa.ForeignKeyConstraint(["declaration"], ["declaration.id"], name="fk_statement_declaration_declaration"),
    )
    op.create_index("ix_statement_declaration", "statement", ["declaration"])
