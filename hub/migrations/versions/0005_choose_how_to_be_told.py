"""Add channels, watch levels and digests to notifications.

Revision 0005, after 0004. A kind that was muted is switched off.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_FOR_DIGEST = sa.text("mail = 'digest' AND read_at IS NULL")


def upgrade() -> None:
    op.add_column("notification", sa.Column("why", sa.String(length=40), nullable=False, server_default="addressed"))
    op.add_column("notification", sa.Column("mail", sa.String(length=10), nullable=False, server_default="none"))
    op.create_index(
        "ix_notification_for_digest",
        "notification",
        ["person_id", "id"],
        sqlite_where=_FOR_DIGEST,
        postgresql_where=_FOR_DIGEST,
    )
    op.create_table(
        "notification_channel",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notification_channel_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_notification_channel")),
    )
    op.execute(
        "INSERT INTO notification_channel (person_id, kind, channel) SELECT person_id, kind, 'off' FROM notification_mute"
    )
    op.drop_table("notification_mute")
    op.create_table(
        "notification_watch",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("ref_kind", sa.String(length=24), nullable=False),
        sa.Column("ref_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notification_watch_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "ref_kind", "ref_id", name=op.f("pk_notification_watch")),
    )
    op.create_index("ix_notification_watch_ref", "notification_watch", ["ref_kind", "ref_id", "level", "person_id"])
    op.create_table(
        "notification_rhythm",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("frequency", sa.String(length=8), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_notification_rhythm_hour_of_day")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_notification_rhythm_day_of_week")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notification_rhythm_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_notification_rhythm")),
    )
    op.create_table(
        "notification_digest",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Date(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notification_digest_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "slot", name=op.f("pk_notification_digest")),
    )
    op.create_index(op.f("ix_notification_digest_slot"), "notification_digest", ["slot"])


def downgrade() -> None:
    op.drop_table("notification_digest")
    op.drop_table("notification_rhythm")
    op.drop_table("notification_watch")
    op.create_table(
        "notification_mute",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notification_mute_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_notification_mute")),
    )
    op.execute(
        "INSERT INTO notification_mute (person_id, kind) SELECT person_id, kind FROM notification_channel "
        "WHERE channel = 'off'"
    )
    op.drop_table("notification_channel")
    op.drop_index("ix_notification_for_digest", table_name="notification")
    op.drop_column("notification", "mail")
    op.drop_column("notification", "why")
