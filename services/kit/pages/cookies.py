"""Cookies that no script reads, and that nobody on plain http can read or plant."""

from fastapi import Request, Response

# Where the origin is https, a cookie is `Secure` and its name begins with a prefix (RFC 6265bis §4.1.3), so that
# nothing sent over plain http can read or plant it. `__Host-` besides wants the path "/", and no domain.
SECURE_PREFIX, HOST_PREFIX = "__Secure-", "__Host-"


def is_secure(request: Request) -> bool:
    """Whether browsers reach this service by https."""
    origin: str = request.app.state.settings.origin
    return origin.startswith("https:")


def name_of(name: str, *, secure: bool, host: bool = False) -> str:
    """The name that the browser knows the cookie by."""
    prefix = HOST_PREFIX if host else SECURE_PREFIX
    return prefix + name if secure else name


def read_cookie(request: Request, name: str, *, host: bool = False) -> str:
    """The cookie's value, or nothing."""
    return request.cookies.get(name_of(name, secure=is_secure(request), host=host), "")


def set_cookie(
    response: Response,
    name: str,
    value: str,
    *,
    secure: bool,
    path: str = "/",
    seconds: int | None = None,
    host: bool = False,
) -> None:
    """Set a cookie that no script reads. Without `seconds` the browser keeps it until it is closed."""
    response.set_cookie(
        name_of(name, secure=secure, host=host),
        value,
        max_age=seconds,
        path=path,
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def delete_cookie(response: Response, name: str, *, secure: bool, path: str = "/", host: bool = False) -> None:
    """Let the browser forget a cookie."""
    key = name_of(name, secure=secure, host=host)
    response.delete_cookie(key, path=path, secure=secure, httponly=True, samesite="lax")
