"""The docs page of a service: Swagger UI from an installed package, not from another server.

The page stands on the origin people log in at, so only our own scripts may run on it, and only against this origin.
"""

import re
from importlib.resources import files

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html, get_swagger_ui_oauth2_redirect_html
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from services.kit.web.content_security import csp_hash_source

PAGE, REDIRECT, ASSETS = "/docs", "/docs/oauth2-redirect", "/docs-assets"
OAUTH = {"clientId": "docs", "usePkceWithAuthorizationCodeGrant": True}

_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def add_docs(app: FastAPI) -> None:
    """`/docs` with a button that logs in, the address the login comes back to, and the files both need."""

    async def show_docs(request: Request) -> HTMLResponse:
        root = request.scope["root_path"]
        page = get_swagger_ui_html(
            openapi_url=f"{root}{app.openapi_url}",
            title=app.title,
            oauth2_redirect_url=f"{root}{REDIRECT}",
            init_oauth=OAUTH,
            swagger_js_url=f"{root}{ASSETS}/swagger-ui-bundle.js",
            swagger_css_url=f"{root}{ASSETS}/swagger-ui.css",
            swagger_favicon_url=f"{root}{ASSETS}/favicon.png",
            swagger_ui_parameters={"validatorUrl": None},  # Swagger's own server, which would get the description
        )
        return _guarded(page)

    async def end_login(_request: Request) -> HTMLResponse:
        return _guarded(get_swagger_ui_oauth2_redirect_html())

    app.add_route(PAGE, show_docs, include_in_schema=False)
    app.add_route(REDIRECT, end_login, include_in_schema=False)
    app.mount(ASSETS, StaticFiles(directory=str(files("fastapi_offline") / "static")))


def _guarded(page: HTMLResponse) -> HTMLResponse:
    scripts = " ".join(csp_hash_source(script) for script in _INLINE_SCRIPT.findall(bytes(page.body)))
    page.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
    page.headers["Referrer-Policy"] = "no-referrer"
    return page
