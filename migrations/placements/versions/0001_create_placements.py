"""Create placements: candidacies, bookings with their guards, placements, terms and decisions."""

import sqlalchemy as sa
from alembic import op

from migrations import kit_v1

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
HOLDS_SEAT = sa.text("state IN ('offered', 'accepted', 'agreed')")
IS_OPEN = sa.text("state IN ('applied', 'invited', 'interested', 'offered')")

# nobody is booked twice on one day: a check before the insert loses races, these constraints do not
ONE_PERSON_POSTGRESQL = """
    ALTER TABLE bookings ADD CONSTRAINT ex_bookings_person EXCLUDE USING gist
    (expert_id WITH =, daterange(starts, ends, '[]') WITH &&) WHERE (state IN ('accepted', 'agreed'))
"""
ONE_PERSON_SQLITE = """
    CREATE TRIGGER ex_bookings_person_{when} BEFORE {when} ON bookings
    WHEN NEW.state IN ('accepted', 'agreed') AND EXISTS (
        SELECT 1 FROM bookings WHERE expert_id = NEW.expert_id AND candidacy_id <> NEW.candidacy_id
        AND state IN ('accepted', 'agreed') AND starts <= NEW.ends AND ends >= NEW.starts
    )
    BEGIN SELECT RAISE(ABORT, 'ex_bookings_person'); END
"""
APPEND_ONLY_FUNCTION = """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
APPEND_ONLY_POSTGRESQL = """
    CREATE TRIGGER append_only_{table} BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""
APPEND_ONLY_SQLITE = """
    CREATE TRIGGER append_only_{table}_{when} BEFORE {when} ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
APPEND_ONLY = ("terms_versions", "decisions")


def upgrade() -> None:
    kit_v1.create()
    create_candidacies()
    create_bookings()
    create_placements()
    create_terms_versions()
    create_decisions()
    guard()


def downgrade() -> None:
    for table in ("decisions", "terms_versions", "placements", "bookings", "candidacies"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
    kit_v1.drop()


def guard() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        op.execute(ONE_PERSON_POSTGRESQL)
        op.execute(APPEND_ONLY_FUNCTION)
        for table in APPEND_ONLY:
            op.execute(APPEND_ONLY_POSTGRESQL.format(table=table))
        return
    for when in ("INSERT", "UPDATE"):
        op.execute(ONE_PERSON_SQLITE.format(when=when))
    for table in APPEND_ONLY:
        for when in ("UPDATE", "DELETE"):
            op.execute(APPEND_ONLY_SQLITE.format(table=table, when=when))


def create_candidacies() -> None:
    op.create_table(
        "candidacies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("home_org", sa.String(length=9), nullable=False),
        sa.Column("host_org", sa.String(length=9), nullable=False),
        sa.Column("expert_version", sa.Integer(), nullable=False),
        sa.Column("disclosed", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("answer_by", Moment, nullable=True),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("terms", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("terms_version", sa.Integer(), nullable=True),
        sa.Column("terms_hash", sa.String(length=64), nullable=True),
        sa.Column("offered_by", sa.String(length=64), nullable=True),
        sa.Column("offered_client", sa.String(length=64), nullable=True),
        sa.Column("offered_at", Moment, nullable=True),
        sa.Column("offer_decides", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('applied', 'invited', 'interested', 'offered', 'accepted', 'declined', 'withdrawn', "
            "'not_selected', 'expired')",
            name="ck_candidacies_state",
        ),
        sa.CheckConstraint("kind IN ('application', 'invitation')", name="ck_candidacies_kind"),
        sa.CheckConstraint("home_org <> host_org", name="ck_candidacies_lent"),
        sa.PrimaryKeyConstraint("id", name="pk_candidacies"),
    )
    op.create_index(
        "uq_candidacies_open",
        "candidacies",
        ["expert_id", "need_id"],
        unique=True,
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )
    op.create_index("ix_candidacies_person_id", "candidacies", ["person_id"])
    op.create_index("ix_candidacies_need_id", "candidacies", ["need_id"])
    op.create_index("ix_candidacies_home_org", "candidacies", ["home_org", "created_at", "id"])
    op.create_index("ix_candidacies_host_org", "candidacies", ["host_org", "created_at", "id"])
    op.create_index("ix_candidacies_state_answer_by", "candidacies", ["state", "answer_by"])


def create_bookings() -> None:
    op.create_table(
        "bookings",
        sa.Column("candidacy_id", sa.Uuid(), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("seat_no", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("expires_at", Moment, nullable=True),
        sa.CheckConstraint("state IN ('offered', 'accepted', 'agreed', 'released')", name="ck_bookings_state"),
        sa.CheckConstraint("starts <= ends", name="ck_bookings_days"),
        sa.CheckConstraint("seat_no >= 1", name="ck_bookings_seat_no"),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacies.id"], name="fk_bookings_candidacy_id"),
        sa.PrimaryKeyConstraint("candidacy_id", name="pk_bookings"),
    )
    op.create_index(
        "uq_bookings_live_seat",
        "bookings",
        ["need_id", "seat_no"],
        unique=True,
        sqlite_where=HOLDS_SEAT,
        postgresql_where=HOLDS_SEAT,
    )
    op.create_index("ix_bookings_expert_id", "bookings", ["expert_id"])


def create_placements() -> None:
    op.create_table(
        "placements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("candidacy_id", sa.Uuid(), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("home_org", sa.String(length=9), nullable=False),
        sa.Column("host_org", sa.String(length=9), nullable=False),
        sa.Column("expert_version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("decide_by", Moment, nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("terms_version", sa.Integer(), nullable=False),
        sa.Column("terms_hash", sa.String(length=64), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("home_contact", sa.String(), nullable=True),
        sa.Column("host_contact", sa.String(), nullable=True),
        sa.Column("endorsed_until", sa.Date(), nullable=False),
        sa.Column("max_months", sa.Integer(), nullable=False),
        sa.Column("max_percentage", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('proposed', 'agreed', 'active', 'completed', 'ended_early', 'rejected', 'expired', 'cancelled')",
            name="ck_placements_state",
        ),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacies.id"], name="fk_placements_candidacy_id"),
        sa.PrimaryKeyConstraint("id", name="pk_placements"),
        sa.UniqueConstraint("candidacy_id", name="uq_placements_candidacy_id"),
    )
    op.create_index("ix_placements_expert_id", "placements", ["expert_id"])
    op.create_index("ix_placements_need_id", "placements", ["need_id"])
    op.create_index("ix_placements_person_id", "placements", ["person_id"])
    op.create_index("ix_placements_home_org", "placements", ["home_org", "created_at", "id"])
    op.create_index("ix_placements_host_org", "placements", ["host_org", "created_at", "id"])
    op.create_index("ix_placements_state_decide_by", "placements", ["state", "decide_by"])


def create_terms_versions() -> None:
    op.create_table(
        "terms_versions",
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("terms_version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("terms_hash", sa.String(length=64), nullable=False),
        sa.Column("written_by", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["placement_id"], ["placements.id"], name="fk_terms_versions_placement_id"),
        sa.PrimaryKeyConstraint("placement_id", "terms_version", name="pk_terms_versions"),
    )


def create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("party", sa.String(length=16), nullable=False),
        sa.Column("sub", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("terms_version", sa.Integer(), nullable=False),
        sa.Column("terms_hash", sa.String(length=64), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.CheckConstraint("party IN ('home', 'host', 'employee')", name="ck_decisions_party"),
        sa.CheckConstraint("decision IN ('approve', 'reject')", name="ck_decisions_decision"),
        sa.ForeignKeyConstraint(["placement_id"], ["placements.id"], name="fk_decisions_placement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.UniqueConstraint(
            "placement_id", "terms_version", "party", name="uq_decisions_placement_id_terms_version_party"
        ),
        sa.UniqueConstraint("placement_id", "terms_version", "sub", name="uq_decisions_placement_id_terms_version_sub"),
    )
