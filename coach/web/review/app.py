"""The review server's web application."""

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from coach.errors import NotThereError, ReviewError, UnfitReviewError
from coach.scoring.scorecard import card_json
from coach.web.pages import PageFile
from coach.web.review.accounts_api import AccountsApi
from coach.web.review.answers import (
    RefusedError,
    conflict,
    failed,
    malformed,
    not_found,
)
from coach.web.review.audio_file import AudioFiles
from coach.web.review.audit_api import AuditApi
from coach.web.review.calibrations_api import CalibrationsApi
from coach.web.review.call_api import CallApi
from coach.web.review.exports_api import ExportsApi
from coach.web.review.gate import Endpoint, Gate
from coach.web.review.guard import ReviewGuard
from coach.web.review.kinds import kinds_json
from coach.web.review.list_api import ListApi
from coach.web.review.pages import ReviewPages
from coach.web.review.precision_api import PrecisionApi
from coach.web.review.review_api import ReviewApi
from coach.web.review.services import Services
from coach.web.review.session_api import SessionApi
from coach.web.review.share_api import ShareApi
from coach.web.review.shared import SharedApi


def review_app(
    services: Services, *, files: AudioFiles, page: Mapping[str, PageFile]
) -> ASGIApp:
    """Return the application that serves the review pages.

    Args:
        services: What its parts share.
        files: The sound of calls.
        page: The files of the pages.

    Raises:
        ServerError: Something it would answer has no line in the table of rights.
    """
    return ReviewGuard(review_routes(services, files=files, page=page), services.site)


def review_routes(
    services: Services, *, files: AudioFiles, page: Mapping[str, PageFile]
) -> Starlette:
    """Return the same without its guard."""
    endpoints = review_endpoints(services, files=files, page=page)
    app = Starlette(
        routes=Gate(services).routes(endpoints),
        exception_handlers={
            RefusedError: _refuse,
            ReviewError: _refuse_review,
            HTTPException: _refuse_http,
            Exception: _fail,  # and then it goes on to the guard, which logs it
        },
    )
    app.router.redirect_slashes = False  # it would answer with the Host it was told
    return app


def review_endpoints(
    services: Services, *, files: AudioFiles, page: Mapping[str, PageFile]
) -> list[Endpoint]:
    """Return all that is answered."""
    return [
        *ReviewPages(page).endpoints(),
        *SessionApi(
            services,
            kinds=kinds_json(),
            scorecard=card_json(services.policy.scorecard),
        ).endpoints(),
        *ListApi(services).endpoints(),
        *CallApi(services, files).endpoints(),
        *ReviewApi(services).endpoints(),
        *ExportsApi(services).endpoints(),
        *PrecisionApi(services).endpoints(),
        *CalibrationsApi(services).endpoints(),
        *ShareApi(services).endpoints(),
        *SharedApi(services).endpoints(),
        *AccountsApi(services).endpoints(),
        *AuditApi(services).endpoints(),
    ]


async def _refuse(request: Request, error: Exception) -> Response:
    del request
    assert isinstance(error, RefusedError)
    return error.answer


async def _refuse_review(request: Request, error: Exception) -> Response:
    del request
    match error:
        case NotThereError():
            return not_found().answer
        case UnfitReviewError():
            return malformed(str(error)).answer
        case _:
            return conflict(str(error)).answer


async def _fail(request: Request, error: Exception) -> Response:
    del request, error
    return failed().answer


async def _refuse_http(request: Request, error: Exception) -> Response:
    """Say as JSON that there is no such path, or no such method on it."""
    del request
    if isinstance(error, HTTPException) and error.status_code == 405:
        allow = (error.headers or {}).get("Allow", "")
        message = f"use {allow}"
        return RefusedError(405, "no-such-method", message, {"Allow": allow}).answer
    return not_found().answer
