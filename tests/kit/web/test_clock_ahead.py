"""The clock runs ahead in development, and nowhere else."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from fastapi import FastAPI

from services.kit import clock
from services.kit.web.server import move_clock


class TestClockAhead:
    """`serve --days-ahead`, by which the demonstration lets days go by."""

    @pytest.fixture(autouse=True)
    def clock_as_before(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clock, "_source", clock._source)

    def test_moves_all_times(self) -> None:
        today = clock.today()
        move_clock(app_in("development"), days_ahead=63)
        assert clock.today() - today == timedelta(days=63)

    def test_is_refused_in_production(self) -> None:
        with pytest.raises(ValueError, match="development only"):
            move_clock(app_in("production"), days_ahead=63)
        assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def app_in(environment: str) -> FastAPI:
    app = FastAPI()
    app.state.settings = SimpleNamespace(environment=environment)
    return app
