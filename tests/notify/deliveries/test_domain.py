"""When a delivery is tried again, and when it is given up."""

from datetime import UTC, datetime, timedelta

from services.notify.deliveries.domain import MAX_TRIES, DeliveryState, after_failure, first_due

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


class TestAfterFailure:
    def test_backs_off_longer_and_longer_and_then_gives_up(self) -> None:
        outcomes = [after_failure("x", permanent=False, tries=tries, at=NOW) for tries in range(1, MAX_TRIES + 1)]
        pauses = [outcome.next_try_at - NOW for outcome in outcomes if outcome.next_try_at]
        assert pauses == sorted(pauses)
        assert (pauses[0], pauses[-1]) == (timedelta(minutes=1), timedelta(days=1))
        assert [outcome.state for outcome in outcomes] == [DeliveryState.FAILED] * 7 + [DeliveryState.DEAD]

    def test_does_not_try_again_after_a_permanent_failure(self) -> None:
        outcome = after_failure("person_unknown", permanent=True, tries=1, at=NOW)
        assert (outcome.state, outcome.next_try_at) == (DeliveryState.DEAD, None)

    def test_ends_never_where_the_letter_is_not_to_blame(self) -> None:
        outcome = after_failure("x", permanent=False, ends=False, tries=MAX_TRIES, at=NOW)
        assert (outcome.state, outcome.next_try_at) == (DeliveryState.FAILED, NOW + timedelta(days=1))


def test_what_fails_waits_since_its_first_try() -> None:
    assert first_due(NOW, tries=0) == NOW
    assert first_due(NOW + timedelta(minutes=6), tries=2) == NOW
