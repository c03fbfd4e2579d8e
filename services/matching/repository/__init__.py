"""Every query of matching."""

from services.matching.repository.alerts import Alerts
from services.matching.repository.plans import Plans, record_plan
from services.matching.repository.suggestions import Suggestions

__all__ = ["Alerts", "Plans", "Suggestions", "record_plan"]
