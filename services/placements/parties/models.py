"""The table of successions."""

from services.kit.data.successions import SuccessionColumns
from services.placements.tables import Table


class Succession(Table, SuccessionColumns, table=True):
    """Which body has taken another's place, followed over auth's feed."""

    __tablename__ = "successions"
