"""The overlay's web application: its page, its socket and the API."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp

from coach.web.api import ApiLimits, HeadsetApi
from coach.web.guard import Guard
from coach.web.hub import OverlayHub
from coach.web.pages import Page, answer
from coach.web.socket import OverlaySocket, SocketLimits


def overlay_app(
    hub: OverlayHub,
    *,
    token: str,
    page: Page,
    limits: SocketLimits | None = None,
    api_limits: ApiLimits | None = None,
) -> ASGIApp:
    """Return the application that serves the overlay.

    Args:
        hub: The calls to show.
        token: What a browser, or who uses the API, must know.
        page: The files of the overlay.
        limits: What a browser may take; by default :class:`SocketLimits`.
        api_limits: What who uses the API may take; by default :class:`ApiLimits`.
    """
    socket = OverlaySocket(hub=hub, token=token, limits=limits or SocketLimits())

    async def to_overlay(_: Request) -> Response:
        return RedirectResponse("/overlay/")

    async def overlay(request: Request) -> Response:
        return answer(page, request.path_params["name"], request)

    app = Starlette(
        routes=[
            Route("/", to_overlay),
            Route("/overlay", to_overlay),
            WebSocketRoute("/overlay/socket", socket.serve),
            Route("/overlay/{name:path}", overlay),
            Route("/api/{name:path}", HeadsetApi(hub, token=token, limits=api_limits)),
        ]
    )
    app.router.redirect_slashes = False  # it would answer with the Host it was told
    return Guard(app)
