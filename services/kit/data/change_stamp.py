"""Whether anybody has committed to an SQLite file, asked for some microseconds and without a transaction."""

import sqlite3

from sqlalchemy import Engine


class ChangeStamp:
    """A number that changes with each commit to the database, of whatever process and connection.

    Only SQLite has one: `PRAGMA data_version` of a connection that itself commits nothing.
    """

    def __init__(self, engine: Engine) -> None:
        file = engine.url.database
        self._file = file if engine.dialect.name == "sqlite" and file not in {None, "", ":memory:"} else None
        self._connection: sqlite3.Connection | None = None

    def read(self) -> int | None:
        """The number; None where there is none, or the file cannot be read without waiting: look for yourself."""
        if self._file is None:
            return None
        try:
            if self._connection is None:
                self._connection = sqlite3.connect(
                    f"file:{self._file}?mode=ro", uri=True, timeout=0, isolation_level=None, check_same_thread=False
                )
            ((version,),) = self._connection.execute("PRAGMA data_version")
        except sqlite3.Error:
            return None
        return int(version)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
