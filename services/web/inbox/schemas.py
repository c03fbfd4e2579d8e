"""What the form that marks a message as read asks for."""

from services.web.forms.fields import FormModel


class ReadingForm(FormModel):
    """`in_list`: it was marked in the list, which is shown again."""

    in_list: bool = False
