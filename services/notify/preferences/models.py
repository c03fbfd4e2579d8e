"""The tables of preferences, and of the addresses that turn mail off."""

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from services.kit.data.tables import one_of
from services.kit.language import Language
from services.notify.preferences.domain import Hours, Pace, Wishes
from services.notify.tables import Table


class Preference(Table, table=True):
    """How a person wants to be notified. A person without a row is mailed at once, within the usual hours."""

    __tablename__ = "preferences"
    __table_args__ = (
        CheckConstraint(one_of("email", Pace), name="email"),
        CheckConstraint(one_of("language", Language), name="language"),
    )

    person_id: str = Field(primary_key=True, max_length=64)
    version: int = 0
    email: str = Field(default=Pace.AT_ONCE, max_length=16)
    kinds: dict[str, str] = Field(default_factory=dict, sa_type=JSON)  # what is chosen for kinds of mail
    mail_from: int = Hours().start
    mail_until: int = Hours().end
    language: str | None = Field(default=None, max_length=2)

    @property
    def wishes(self) -> Wishes:
        hours = Hours(start=self.mail_from, end=self.mail_until)
        return Wishes(email=self.email, kinds=self.kinds, hours=hours)


class UnsubscribeLink(Table, table=True):
    """A random token with which, without a login, whoever has the mail turns one kind of mail off (RFC 8058)."""

    __tablename__ = "unsubscribe_links"
    __table_args__ = (UniqueConstraint("person_id", "topic", name="uq_unsubscribe_links_person_id_topic"),)

    token: str = Field(primary_key=True, max_length=64)
    person_id: str = Field(max_length=64)
    topic: str = Field(max_length=16)  # a kind of mail, or DIGEST
