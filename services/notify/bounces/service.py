"""Records that mail came back: the delivery is dead, its address suppressed, its person notified."""

from datetime import datetime

from sqlalchemy.orm import Session

from services.notify.bounces.domain import Bounce
from services.notify.deliveries.domain import DeliveryState
from services.notify.deliveries.repository import Deliveries
from services.notify.suppressions.service import suppress

BOUNCED = "bounced"


def record_bounce(session: Session, bounce: Bounce, *, at: datetime) -> bool:
    """False where no such delivery was sent, or it is known to have come back."""
    delivery = Deliveries(session).find(bounce.delivery_id)
    if delivery is None or delivery.sent_to is None or delivery.state == DeliveryState.DEAD:
        return False
    delivery.state, delivery.reason, delivery.reply = DeliveryState.DEAD, BOUNCED, bounce.status
    delivery.next_try_at = delivery.delivered_at = None
    if bounce.address_gone:
        suppress(session, delivery.sent_to, reason=BOUNCED, recipient=delivery.person_id, at=at)
    return True
