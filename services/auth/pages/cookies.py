"""Reads and sets the cookies of the pages.

Where the origin is https, a cookie is `Secure` and its name begins with `__Secure-` (RFC 6265bis §4.1.3.1), so that
nothing sent over plain http can read or plant it. `__Host-` would take the path "/", and send it to every service.
"""

from fastapi import Request, Response

PREFIX = "__Secure-"


def is_secure(request: Request) -> bool:
    """Whether browsers reach this service by https."""
    origin: str = request.app.state.settings.origin
    return origin.startswith("https:")


def name_of(name: str, *, secure: bool) -> str:
    """The name that the browser knows the cookie by."""
    return PREFIX + name if secure else name


def read_cookie(request: Request, name: str) -> str:
    """The cookie's value, or nothing."""
    return request.cookies.get(name_of(name, secure=is_secure(request)), "")


def set_cookie(
    response: Response, name: str, value: str, *, secure: bool, path: str, seconds: int | None = None
) -> None:
    """Set a cookie that no script reads. Without `seconds` the browser keeps it until it is closed."""
    response.set_cookie(
        name_of(name, secure=secure),
        value,
        max_age=seconds,
        path=path,
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def delete_cookie(response: Response, name: str, *, secure: bool, path: str) -> None:
    """Let the browser forget a cookie."""
    response.delete_cookie(name_of(name, secure=secure), path=path, secure=secure, httponly=True, samesite="lax")
