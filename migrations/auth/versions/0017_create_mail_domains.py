"""Let people sign up by a mail domain of their body's."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
VERIFIED = sa.text("verified_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "mail_domains",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("orgnr", sa.String(length=9), nullable=False),
        sa.Column("domain", sa.String(length=200), nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.Column("verified_at", Moment, nullable=True),
        sa.ForeignKeyConstraint(["orgnr"], ["organisations.orgnr"], name="fk_mail_domains_orgnr"),
        sa.PrimaryKeyConstraint("id", name="pk_mail_domains"),
        sa.UniqueConstraint("orgnr", "domain", name="uq_mail_domains_orgnr_domain"),
    )
    op.create_index("ix_mail_domains_orgnr", "mail_domains", ["orgnr", "added_at", "id"], unique=False)
    op.create_index(
        "uq_mail_domains_verified",
        "mail_domains",
        ["domain"],
        unique=True,
        sqlite_where=VERIFIED,
        postgresql_where=VERIFIED,
    )


def downgrade() -> None:
    op.drop_index(
        "uq_mail_domains_verified", table_name="mail_domains", sqlite_where=VERIFIED, postgresql_where=VERIFIED
    )
    op.drop_index("ix_mail_domains_orgnr", table_name="mail_domains")
    op.drop_table("mail_domains")
