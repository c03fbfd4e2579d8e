"""What the form of a new plan asks for."""

from typing import Literal

from ressurspool.client.matching import Horizon, PlanOrder
from services.web.forms.fields import Day, FormModel, Number


class HorizonForm(FormModel):
    start: Day
    end: Day


class PlanForm(FormModel):
    objective: Literal["most_score", "most_placements", "stable"]
    horizon: HorizonForm | None = None
    in_a_row: Number = 1

    def order(self) -> PlanOrder:
        order = PlanOrder(objective=self.objective, in_a_row=self.in_a_row)
        if self.horizon is not None:
            order.horizon = Horizon(start=self.horizon.start, end=self.horizon.end)
        return order
