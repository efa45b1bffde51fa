"""The tables, in types that SQLite and PostgreSQL share. What is in force is what the migrations made."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB


class Instant(sa.types.TypeDecorator[datetime]):
    """A moment with its time zone; SQLite keeps no zones, so there it is UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """The moment in UTC; a moment without a zone is a fault of the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """The moment with its zone back."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


json_type = sa.JSON().with_variant(JSONB(), "postgresql")
row_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

person = sa.Table(
    "person",
    metadata,
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("job_title", sa.String(200), nullable=False),
    sa.Column("agency", sa.String(200), nullable=False),
    sa.Column("manager", sa.String(200), nullable=False),
    sa.Column("support_person", sa.String(200), nullable=False),
)

# One row: which of the people this profile belongs to, the role they asked to have remembered, and what the
# heads of the history are signed with.
profile = sa.Table(
    "profile",
    metadata,
    sa.Column("person", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
    sa.Column("role", json_type, nullable=True),
    sa.Column("role_stated_at", Instant(), nullable=True),
    sa.Column("signing_seed", sa.LargeBinary(32), nullable=False),
)

declaration = sa.Table(
    "declaration",
    metadata,
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.Column("person", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("status", sa.String(32), nullable=False),
    sa.Column("created_at", Instant(), nullable=False),
    sa.Column("changed_at", Instant(), nullable=False),
    sa.Column("handed_over_on", sa.Date(), nullable=True),
    # How long the person means to keep it; nothing is deleted by itself.
    sa.Column("retention", sa.String(32), nullable=False, server_default=""),
    sa.Index("ix_declaration_person_status", "person", "status"),
)

version = sa.Table(
    "version",
    metadata,
    sa.Column("declaration", sa.Uuid(), sa.ForeignKey("declaration.id"), primary_key=True),
    sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("content_hash", sa.String(64), nullable=False),
    sa.Column("content_version", sa.String(64), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("role", json_type, nullable=False),
    sa.Column("role_stated_at", Instant(), nullable=True),
    sa.Column("signed_name", sa.String(200), nullable=False),
    sa.Column("signed_at", Instant(), nullable=True),
    sa.Column("place", sa.String(200), nullable=False),
)

interest = sa.Table(
    "interest",
    metadata,
    sa.Column("declaration", sa.Uuid(), primary_key=True),
    sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("topic", sa.String(32), nullable=False),
    sa.Column("answers", json_type, nullable=False),
    sa.Column("words", sa.Text(), nullable=False),
    sa.Column("seen_differently", sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(["declaration", "version"], ["version.declaration", "version.number"]),
)

content = sa.Table(
    "content",
    metadata,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("version", sa.String(64), nullable=False),
    sa.Column("packed", sa.LargeBinary(), nullable=False),
)

# The result as it was signed; `content_hash` names the content that gave it.
assessment = sa.Table(
    "assessment",
    metadata,
    sa.Column("declaration", sa.Uuid(), primary_key=True),
    sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("interest", sa.Uuid(), primary_key=True),
    sa.Column("content_hash", sa.String(64), sa.ForeignKey("content.hash"), nullable=False),
    sa.Column("result", json_type, nullable=False),
    sa.ForeignKeyConstraint(["declaration", "version", "interest"], ["interest.declaration", "interest.version", "interest.id"]),
)

# Added and never changed, as its triggers see to; each carries the hash of the one before. `declaration` is no foreign key: what was disposed of keeps its events.
event = sa.Table(
    "event",
    metadata,
    sa.Column("number", row_number, sa.Identity(), primary_key=True),
    sa.Column("id", sa.Uuid(), nullable=False),
    sa.Column("operation", sa.Uuid(), nullable=False, unique=True),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("at", Instant(), nullable=False),
    sa.Column("person", sa.Uuid(), nullable=False),
    sa.Column("declaration", sa.Uuid(), nullable=True),
    sa.Column("facts", json_type, nullable=False),
    sa.Column("reason", sa.Text(), nullable=False, server_default=""),
    sa.Column("previous", sa.LargeBinary(32), nullable=False),
    sa.Column("hash", sa.LargeBinary(32), nullable=False),
)

# What a person has added to a record in their own words, beside what it says.
statement = sa.Table(
    "statement",
    metadata,
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.Column("declaration", sa.Uuid(), sa.ForeignKey("declaration.id"), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("at", Instant(), nullable=False),
    sa.Column("person", sa.Uuid(), nullable=False),
    sa.Index("ix_statement_declaration", "declaration"),
)

# One row at most: the page that was half filled in when the app was locked.
parked = sa.Table(
    "parked",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("place", json_type, nullable=False),
    sa.Column("text", json_type, nullable=False),
    sa.Column("at", Instant(), nullable=False),
)

# Where copies went, so that it can be said which still hold what is forgotten. `declaration` is no foreign key.
copy_made = sa.Table(
    "copy_made",
    metadata,
    sa.Column("id", sa.Uuid(), primary_key=True),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("name", sa.String(1024), nullable=False),
    sa.Column("at", Instant(), nullable=False),
    sa.Column("person", sa.Uuid(), nullable=False),
    sa.Column("declaration", sa.Uuid(), nullable=True),
)
