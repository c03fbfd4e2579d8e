"""A table of things, beside the kit's own tables."""

from sqlalchemy import Column, Integer, MetaData, String, Table

from services.kit.data.tables import tables_for

METADATA = MetaData()
THINGS = Table("things", METADATA, Column("id", Integer, primary_key=True), Column("text", String(100)))
tables_for(METADATA)
