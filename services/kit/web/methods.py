"""Which methods a path has (RFC 9110 §10.2.1), whichever routes answer them."""

from starlette.requests import Request
from starlette.routing import Match


def methods_at(request: Request) -> str:
    """What `Allow` says of the request's path: HEAD wherever GET is, and OPTIONS everywhere.

    Where a route has the very path, what others take for a parameter of theirs does not count. A path that no route
    of ours has is one of the docs' files, which are read only.
    """
    scope = {**request.scope, "root_path": getattr(request.app.state, "root", "")}
    fitting = [route for route in request.app.routes if route.matches(dict(scope))[0] is not Match.NONE]
    exact = [route for route in fitting if not getattr(route, "param_convertors", None)]
    methods = {method for route in exact or fitting for method in getattr(route, "methods", None) or ()} or {"GET"}
    return ", ".join(sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())))
