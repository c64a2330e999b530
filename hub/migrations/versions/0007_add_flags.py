"""Add flags, the ground on which a message was hidden, and the reason of a category's lock.

Revision 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "moderation_flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref_kind", sa.String(length=24), nullable=False),
        sa.Column("ref_id", sa.Integer(), nullable=False),
        sa.Column("flagged_by_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=16), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_moderation_flag_decided_by_id_person")),
        sa.ForeignKeyConstraint(["flagged_by_id"], ["person.id"], name=op.f("fk_moderation_flag_flagged_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_flag")),
    )
    is_open = sa.text("decided_at IS NULL")
    once = ["flagged_by_id", "ref_kind", "ref_id"]
    op.create_index(
        "ix_moderation_flag_once",
        "moderation_flag",
        once,
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index(
        "ix_moderation_flag_open", "moderation_flag", ["id"], sqlite_where=is_open, postgresql_where=is_open
    )
    op.create_index("ix_moderation_flag_ref", "moderation_flag", ["ref_kind", "ref_id"])
    op.create_index(op.f("ix_moderation_flag_decided_at"), "moderation_flag", ["decided_at"])
    op.add_column("forum_post", sa.Column("hidden_for", sa.String(length=16), server_default="", nullable=False))
    op.add_column("forum_category", sa.Column("lock_reason", sa.String(length=300), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("forum_category", "lock_reason")
    op.drop_column("forum_post", "hidden_for")
    op.drop_table("moderation_flag")
