"""The overlay's web application: its page and its socket."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp

from coach.web.guard import Guard
from coach.web.hub import OverlayHub
from coach.web.pages import Page, answer
from coach.web.socket import OverlaySocket, SocketLimits


def overlay_app(
    hub: OverlayHub, *, token: str, page: Page, limits: SocketLimits | None = None
) -> ASGIApp:
    """Return the application that serves the overlay.

    Args:
        hub: The calls to show.
        token: What a browser must know.
        page: The files of the overlay.
        limits: What a browser may take; by default :class:`SocketLimits`.
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
        ]
    )
    app.router.redirect_slashes = False  # it would answer with the Host it was told
    return Guard(app)
