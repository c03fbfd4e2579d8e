"""What the form of an absence asks for."""

from services.web.forms.fields import Day, FormModel


class AbsenceForm(FormModel):
    start: Day
    end: Day
