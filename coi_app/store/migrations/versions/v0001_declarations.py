"""People, declarations with their versions and interests, stored results and content, and events."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

json_type = sa.JSON().with_variant(JSONB(), "postgresql")
row_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the first tables."""
    _people()
    _declarations()
    _results()
    op.create_table(
        "event",
        sa.Column("number", row_number, sa.Identity(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("operation", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("declaration", sa.Uuid(), nullable=True),
        sa.Column("facts", json_type, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_event"),
        sa.UniqueConstraint("operation", name="uq_event_operation"),
    )


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("job_title", sa.String(200), nullable=False),
        sa.Column("agency", sa.String(200), nullable=False),
        sa.Column("manager", sa.String(200), nullable=False),
        sa.Column("support_person", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_table(
        "profile",
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("role", json_type, nullable=True),
        sa.Column("role_stated_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("person", name="pk_profile"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_profile_person_person"),
    )


def _declarations() -> None:
    op.create_table(
        "declaration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_declaration"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_declaration_person_person"),
    )
    op.create_index("ix_declaration_person_status", "declaration", ["person", "status"])
    op.create_table(
        "version",
        sa.Column("declaration", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("content_version", sa.String(64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("role", json_type, nullable=False),
        sa.Column("role_stated_at", moment, nullable=True),
        sa.Column("signed_name", sa.String(200), nullable=False),
        sa.Column("signed_at", moment, nullable=True),
        sa.Column("place", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("declaration", "number", name="pk_version"),
        sa.ForeignKeyConstraint(["declaration"], ["declaration.id"], name="fk_version_declaration_declaration"),
    )
    op.create_table(
        "interest",
        sa.Column("declaration", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(32), nullable=False),
        sa.Column("answers", json_type, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("seen_differently", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("declaration", "version", "id", name="pk_interest"),
        sa.ForeignKeyConstraint(
            ["declaration", "version"],
            ["version.declaration", "version.number"],
            name="fk_interest_declaration_version_version",
        ),
    )


def _results() -> None:
    op.create_table(
        "content",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_content"),
    )
    op.create_table(
        "assessment",
        sa.Column("declaration", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("interest", sa.Uuid(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("result", json_type, nullable=False),
        sa.PrimaryKeyConstraint("declaration", "version", "interest", name="pk_assessment"),
        sa.ForeignKeyConstraint(["content_hash"], ["content.hash"], name="fk_assessment_content_hash_content"),
        sa.ForeignKeyConstraint(
            ["declaration", "version", "interest"],
            ["interest.declaration", "interest.version", "interest.id"],
            name="fk_assessment_declaration_version_interest_interest",
        ),
    )
