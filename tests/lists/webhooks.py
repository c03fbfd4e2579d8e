"""The lists of webhooks: a body's own, and the calls of one of them."""

from collections.abc import Iterator

from services.notify.webhooks.models import Attempt, Webhook
from tests.lists.case import ME, OTHER, Batch, Case
from tests.lists.rows import rows_of
from tests.support.callers import BAERUM, HUSBANKEN

_ACTIVE = {"state": "active", "position": 0}


def webhooks(many: range) -> Iterator[Batch]:
    for orgnr in (BAERUM, HUSBANKEN):
        yield Webhook, rows_of(Webhook, many, orgnr=orgnr, **_ACTIVE)


def two_webhooks() -> Iterator[Batch]:
    yield Webhook, rows_of(Webhook, range(2), id=[ME, OTHER], orgnr=BAERUM, **_ACTIVE)


def attempts(many: range) -> Iterator[Batch]:
    for webhook_id in (ME, OTHER):
        yield Attempt, rows_of(Attempt, many, webhook_id=webhook_id)


CASES = [
    Case("notify", ("/v1/webhooks",), webhooks),
    Case("notify", (f"/v1/webhooks/{ME}/attempts",), attempts, before=two_webhooks),
]
