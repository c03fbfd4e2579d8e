"""Give people several addresses: the one they have is their first. Let two accounts be joined."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from migrations import kit_v2
from services.kit.data.tables import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

BEFORE = "purpose IN ('invitation', 'proposal', 'sign_up', 'password', 'password_changed', 'decision')"
AFTER = f"{BEFORE[:-1]}, 'address', 'accounts_joined')"
RETIRED = "%@retired.invalid"  # of accounts that were set aside: nobody has that address

people = sa.table(
    "people",
    sa.column("id", sa.Uuid()),
    sa.column("email", sa.String()),
    sa.column("created_at", UtcDateTime()),
    sa.column("email_proven_at", UtcDateTime()),
)
addresses = sa.table(
    "addresses",
    sa.column("id", sa.Uuid()),
    sa.column("email", sa.String()),
    sa.column("person_id", sa.Uuid()),
    sa.column("added_at", UtcDateTime()),
    sa.column("proven_at", UtcDateTime()),
)


def upgrade() -> None:
    op.create_table(
        "addresses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("proven_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_addresses_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_addresses"),
        sa.UniqueConstraint("email", name="uq_addresses_email"),
    )
    op.create_index("ix_addresses_person_id", "addresses", ["person_id", "added_at", "id"])
    for row in op.get_bind().execute(sa.select(people).where(people.c.email.not_like(RETIRED))).all():
        first = {"email": row.email, "person_id": row.id, "added_at": row.created_at, "proven_at": row.email_proven_at}
        op.get_bind().execute(addresses.insert().values(id=uuid4(), **first))
    op.drop_column("people", "email_proven_at")
    op.add_column("people", sa.Column("joined_into", sa.Uuid(), nullable=True))
    op.create_table(
        "join_codes",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_join_codes_person_id"),
        sa.PrimaryKeyConstraint("code_hash", name="pk_join_codes"),
    )
    op.create_index("ix_join_codes_expires_at", "join_codes", ["expires_at"])
    kit_v2.create_joined_people()  # in every service; auth follows nobody and leaves it empty
    op.add_column("letters", sa.Column("asked_by", sa.String(length=64), nullable=True))
    _purposes(AFTER)


def downgrade() -> None:
    """People keep their primary address; the others are lost."""
    op.execute("DELETE FROM letters WHERE purpose IN ('address', 'accounts_joined')")
    _purposes(BEFORE)
    op.drop_column("letters", "asked_by")
    op.drop_table("joined_people")
    op.drop_table("join_codes")
    op.drop_column("people", "joined_into")
    op.add_column("people", sa.Column("email_proven_at", UtcDateTime(), nullable=True))
    proven = sa.select(addresses.c.proven_at).where(addresses.c.email == people.c.email).scalar_subquery()
    op.get_bind().execute(people.update().values(email_proven_at=proven))
    op.drop_table("addresses")


def _purposes(condition: str) -> None:
    with op.batch_alter_table("letters") as letters:
        letters.drop_constraint("ck_letters_purpose", type_="check")
        letters.create_check_constraint("ck_letters_purpose", condition)
