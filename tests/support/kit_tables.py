"""The tables of a metadata without migrations: created, guarded as migrations guard them, the feeds at their start."""

from sqlalchemy import Connection, MetaData, insert, text

from migrations.kit_v3 import GUARDS
from services.kit.data.tables import tables_for


def create_tables(connection: Connection, metadata: MetaData) -> None:
    metadata.create_all(connection)
    connection.execute(insert(tables_for(metadata).feed_head).values(id=1, epoch="e1", events=0, states=0))
    for statement in GUARDS[connection.dialect.name]:
        connection.execute(text(statement))
