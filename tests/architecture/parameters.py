"""The parameters of the lists that follow the grammar: those that can be counted."""

from fastapi.dependencies.utils import get_flat_params
from fastapi.params import ParamTypes

from tests.access.scenes import SCENES
from tests.architecture.rooms import routes_of


def parameters_of_lists() -> set[str]:
    """The names of all of them."""
    found: set[str] = set()
    for service in SCENES:
        for route in routes_of(service):
            fields = get_flat_params(route.dependant)
            names = {one.alias for one in fields if getattr(one.field_info, "in_", None) is ParamTypes.query}
            found |= names if "count" in names else set()
    return found
