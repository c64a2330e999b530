"""Add what is known of a file's bytes, their text, uploads on their way, and who of a thing's readers may have a file.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ADDED = [
    "media_type",
    "used_at",
    "scan",
    "scan_name",
    "width",
    "height",
    "has_thumbnail",
    "reading",
    "reading_reason",
    "pages",
    "is_cut",
]


def columns() -> tuple[sa.Column, ...]:
    return (
        sa.Column("media_type", sa.String(length=100), server_default="", nullable=False),
        sa.Column("used_at", sa.DateTime(), server_default="2026-01-01 00:00:00", nullable=False),
        sa.Column("scan", sa.String(length=10), server_default="clean", nullable=False),
        sa.Column("scan_name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("has_thumbnail", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reading", sa.String(length=12), server_default="waiting", nullable=False),
        sa.Column("reading_reason", sa.String(length=20), server_default="", nullable=False),
        sa.Column("pages", sa.Integer(), server_default="0", nullable=False),
        sa.Column("is_cut", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def upgrade() -> None:
    for column in columns():
        op.add_column("file_blob", column)
    op.execute(
        "UPDATE file_blob SET used_at = created_at, media_type = coalesce("
        "(SELECT min(attachment.media_type) FROM attachment WHERE attachment.sha256 = file_blob.sha256), '')"
    )
    op.create_index("ix_file_blob_used_at", "file_blob", ["used_at"])
    op.add_column("attachment", sa.Column("audience", sa.String(length=40), server_default="", nullable=False))
    op.create_table(
        "file_text",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["file_blob.sha256"], name=op.f("fk_file_text_sha256_file_blob"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sha256", "page", name=op.f("pk_file_text")),
    )
    op.create_table(
        "file_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=43), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_file_upload_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sha256"], ["file_blob.sha256"], name=op.f("fk_file_upload_sha256_file_blob")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_upload")),
        sa.UniqueConstraint("token", name=op.f("uq_file_upload_token")),
    )
    for name in ("expires_at", "person_id", "sha256"):
        op.create_index(op.f(f"ix_file_upload_{name}"), "file_upload", [name])


def downgrade() -> None:
    op.drop_table("file_upload")
    op.drop_table("file_text")
    op.drop_column("attachment", "audience")
    op.drop_index("ix_file_blob_used_at", table_name="file_blob")
    for column in reversed(ADDED):
        op.drop_column("file_blob", column)
