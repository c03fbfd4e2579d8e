"""Replaces a CHECK of a table that other tables refer to."""

import sqlalchemy as sa
from alembic import op


def replace_check(table: str, name: str, *, before: str, after: str) -> None:
    """`name` is the check's own on PostgreSQL: some got the table's name twice when they were made.

    SQLite changes the text of the schema: copying the table would delete the rows that refer to it.

    This is the way that SQLite documents for changes of a table that leave its rows as they are.
    """
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, after)
        return
    connection = op.get_bind()
    version = connection.scalar(sa.text("PRAGMA schema_version"))
    named = {"table": table, "before": before, "after": after}
    connection.execute(sa.text("PRAGMA writable_schema = ON"))
    change = "UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE type = 'table' AND name = :table"
    connection.execute(sa.text(f"{change} AND instr(sql, :before)"), named)
    if connection.scalar(sa.text("SELECT changes()")) != 1:
        raise LookupError(f"the table {table} has no check {before}")
    connection.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    connection.execute(sa.text("PRAGMA writable_schema = OFF"))
