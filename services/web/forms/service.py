"""Posts a form once, however often its button is pressed, and keeps what was typed while a login is lost."""

import json
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Busy
from services.kit.ids import hashed, new_secret
from services.web.forms.domain import Typed
from services.web.forms.models import KeptForm
from services.web.forms.repository import KeptForms, PostedForms
from services.web.sessions.seals import Seal

KEPT = timedelta(minutes=30)  # to log in again, with a second factor that has to be found
POSTED_KEPT = timedelta(days=1)  # as long as a page may lie open
UNDER_WAY_SECONDS = 15  # more than a post may take; a process that ended in it has lost its claim then
PAUSE_SECONDS = 0.1


@dataclass(frozen=True, kw_only=True)
class Posts:
    """The posts of forms. A form has a key, minted when its page was made."""

    database: Database

    def begin(self, key: str) -> str | None:
        """Claim the post. Returns where the first post of this form led to, if there was one; waits while it runs.

        Raises Busy where it takes too long.
        """
        key_hash, ends = hashed(key), clock.monotonic() + UNDER_WAY_SECONDS
        while True:
            with self.database.write() as session:
                posted = PostedForms(session)
                if posted.claim(key_hash):
                    return None
                found = posted.find(key_hash)
                if found is not None and found.location is None and self._is_lost(found.at):
                    posted.release(key_hash)
                    continue
            if found is not None and found.location is not None:
                return found.location
            if clock.monotonic() > ends:
                raise Busy()
            time.sleep(PAUSE_SECONDS)

    def finish(self, key: str, location: str) -> None:
        with self.database.write() as session:
            PostedForms(session).finish(hashed(key), location=location)

    def release(self, key: str) -> None:
        """It had no effect: the same form may be posted again."""
        with self.database.write() as session:
            PostedForms(session).release(hashed(key))

    def _is_lost(self, at: datetime) -> bool:
        return at < clock.now() - timedelta(seconds=UNDER_WAY_SECONDS)


@dataclass(frozen=True, kw_only=True)
class KeptTyping:
    """What was typed into a form when its post found no login."""

    database: Database
    seal: Seal

    def keep(self, typed: Typed, *, by: str | None = None) -> str:
        """Keep it for its person. Returns the secret by which their browser gets it back: `by`, else a new one."""
        secret = by or new_secret()
        sealed = self.seal.seal(json.dumps(typed.as_json()), by=secret)
        row = KeptForm(id_hash=hashed(secret), sealed=sealed, expires_at=clock.now() + KEPT)
        with self.database.write() as session:
            KeptForms(session).take(row.id_hash)
            KeptForms(session).add(row)
        return secret

    def take(self, secret: str, *, person_id: str, path: str) -> Typed | None:
        """What that person typed on that page; None for anybody else, or another page. It is given back once."""
        if not secret:
            return None
        with self.database.write() as session:
            found = KeptForms(session).take(hashed(secret))
        opened = self.seal.opened(found.sealed, by=secret) if found and found.expires_at > clock.now() else None
        typed = Typed.of_json(json.loads(opened)) if opened is not None else None
        return typed if typed is not None and (typed.person_id, typed.path) == (person_id, path) else None


def delete_old(database: Database) -> None:
    with database.write() as session:
        KeptForms(session).delete_expired(before=clock.now())
        PostedForms(session).delete_old(before=clock.now() - POSTED_KEPT)
