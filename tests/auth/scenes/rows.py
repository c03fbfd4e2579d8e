"""Every row that auth keeps."""

from services.auth.tables import Table
from services.kit.data.database import Database


def everything_in(database: Database) -> str:
    """Every value of every table, as text."""
    with database.read() as session:
        rows = [
            session.connection().exec_driver_sql(f'SELECT * FROM "{table.name}"').all()
            for table in Table.metadata.sorted_tables
        ]
    return str(rows)
