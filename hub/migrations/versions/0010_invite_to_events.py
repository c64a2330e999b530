"""Invite people to events, and know what calendars were told by mail.

Revision 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_FOREIGN_KEY = "fk_event_registration_invited_by_id_person"


def upgrade() -> None:
    with op.batch_alter_table("event_registration") as batch:
        batch.add_column(sa.Column("answered_by", sa.String(length=4), server_default="page", nullable=False))
        batch.add_column(sa.Column("answered_at", sa.DateTime(), nullable=True))
        batch.add_column(sa.Column("is_tentative", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.add_column(sa.Column("invited_at", sa.DateTime(), nullable=True))
        batch.add_column(sa.Column("invited_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("mailed_status", sa.String(length=12), server_default="", nullable=False))
        batch.add_column(sa.Column("mailed_sequence", sa.Integer(), server_default="-1", nullable=False))
        batch.add_column(sa.Column("sequence_shift", sa.Integer(), server_default="0", nullable=False))
        batch.create_foreign_key(_FOREIGN_KEY, "person", ["invited_by_id"], ["id"], ondelete="SET NULL")
    op.execute("UPDATE event_registration SET answered_at = changed_at")


def downgrade() -> None:
    op.execute("DELETE FROM event_registration WHERE status = 'invited'")
    op.execute("UPDATE event_registration SET status = 'cancelled' WHERE status = 'declined'")
    with op.batch_alter_table("event_registration") as batch:
        batch.drop_constraint(_FOREIGN_KEY, type_="foreignkey")
        for name in (
            "sequence_shift",
            "mailed_sequence",
            "mailed_status",
            "invited_by_id",
            "invited_at",
            "is_tentative",
            "answered_at",
            "answered_by",
        ):
            batch.drop_column(name)
