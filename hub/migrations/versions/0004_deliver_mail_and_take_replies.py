"""Deliver mail and take replies.

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("mail") as batch:
        batch.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("html", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("calendar", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("random_part", sa.String(22), nullable=False, server_default=""))
        batch.add_column(sa.Column("thread_kind", sa.String(24), nullable=True))
        batch.add_column(sa.Column("thread_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("reply_to", sa.String(254), nullable=False, server_default=""))
        batch.add_column(sa.Column("unsubscribe", sa.String(500), nullable=False, server_default=""))
        batch.add_column(sa.Column("answers", sa.String(500), nullable=False, server_default=""))
        batch.add_column(sa.Column("is_essential", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("state", sa.String(8), nullable=False, server_default="kept"))
        batch.add_column(sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("reason", sa.String(500), nullable=False, server_default=""))
        batch.add_column(sa.Column("sent_at", sa.DateTime(), nullable=True))
        batch.create_foreign_key("fk_mail_person_id_person", "person", ["person_id"], ["id"], ondelete="SET NULL")
        batch.create_index("ix_mail_person_id", ["person_id"])
        batch.create_index("ix_mail_created_at", ["created_at"])
        batch.create_index("ix_mail_state", ["state", "id"])
    op.create_table(
        "mail_address",
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("hard_bounces", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("bounced_at", sa.DateTime(), nullable=False),
        sa.Column("suspended_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("address", name="pk_mail_address"),
    )
    op.create_index("ix_mail_address_suspended_at", "mail_address", ["suspended_at"])
    op.create_table(
        "mail_receipt",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_mail_receipt"),
    )
    op.create_index("ix_mail_receipt_received_at", "mail_receipt", ["received_at"])
    op.create_table(
        "mail_reply_key",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_mail_reply_key_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name="pk_mail_reply_key"),
    )
    with op.batch_alter_table("forum_category") as batch:
        batch.add_column(sa.Column("mails_content", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    with op.batch_alter_table("forum_category") as batch:
        batch.drop_column("mails_content")
    op.drop_table("mail_reply_key")
    op.drop_table("mail_receipt")
    op.drop_table("mail_address")
    with op.batch_alter_table("mail") as batch:
        batch.drop_index("ix_mail_state")
        batch.drop_index("ix_mail_created_at")
        batch.drop_index("ix_mail_person_id")
        batch.drop_constraint("fk_mail_person_id_person", type_="foreignkey")
        for name in (
            "person_id", "html", "calendar", "random_part", "thread_kind", "thread_id", "reply_to", "unsubscribe", "answers",
            "is_essential", "state", "attempts", "reason", "sent_at",
        ):  # fmt: skip
            batch.drop_column(name)
