"""A call in forms for other programs, and a finding's bit of its sound."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session
from starlette.responses import Response

from coach.errors import RecordingError, StoreError
from coach.exports.clip import clip, clip_span
from coach.exports.contact_lens import contact_lens
from coach.exports.findings_csv import findings_csv
from coach.exports.webvtt import webvtt
from coach.reviews.precision import verdict_of
from coach.reviews.verdicts import verdicts_of
from coach.store.calls import StoredCall, call_of, report_of
from coach.web.review.answers import RefusedError, json_bytes, not_found
from coach.web.review.gate import Asked, Endpoint
from coach.web.review.rights import API
from coach.web.review.services import Services

CALL = f"{API}/calls/{{uid}}"


class ExportsApi:
    """Answer ``exports/FORM`` and ``clips/FINDING`` of a call.

    Args:
        services: What the server's parts share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def endpoints(self) -> list[Endpoint]:
        """Return what is answered here."""
        return [
            *(
                Endpoint(
                    method="GET",
                    path=f"{CALL}/exports/{name}",
                    handler=self._exporter(name),
                )
                for name in _FORMS
            ),
            Endpoint(method="GET", path=f"{CALL}/clips/{{finding}}", handler=self.clip),
        ]

    async def clip(self, asked: Asked) -> Response:
        """Send what is heard at a finding, from a few seconds before."""
        finding, uid = asked.request.path_params["finding"], asked.call.uid

        def cut() -> tuple[str, bytes]:
            stored = self._stored(asked)
            spans = [
                (one["start_ms"], one["end_ms"])
                for one in stored.report["findings"]
                if one["id"] == finding
            ]
            if not spans:
                raise not_found()
            if stored.audio is None:
                raise no_audio()
            duration = stored.summary.duration_ms
            start, end = clip_span(*spans[0], duration_ms=duration)
            try:
                return stored.summary.call_id, clip(stored.audio, start, end)
            except RecordingError:
                raise no_audio() from None

        name, sound = await self._services.desk.work(cut)
        await self._services.note(
            asked.actor.name, "export-clip", call=uid, about=finding
        )
        return Response(
            sound,
            headers=_attachment(f"{name} {finding}", ".wav"),
            media_type="audio/wav",
        )

    def _exporter(self, name: str) -> Callable[[Asked], Any]:
        media_type, form = _FORMS[name]

        async def export(asked: Asked) -> Response:
            viewer = asked.actor.name

            def look() -> tuple[str, bytes]:
                stored = self._stored(asked)
                with self._services.desk.db.reading() as session:
                    verdicts = _verdicts(session, stored.uid, viewer)
                return stored.summary.call_id, form(stored, verdicts)

            call_id, content = await self._services.desk.work(look)
            await self._services.note(
                viewer, "export-call", call=asked.call.uid, about=name
            )
            headers = _attachment(call_id, f".{name}")
            return Response(content, headers=headers, media_type=media_type)

        return export

    def _stored(self, asked: Asked) -> StoredCall:
        try:
            return call_of(self._services.desk.db, asked.call.uid)
        except StoreError:
            raise not_found() from None


def no_audio() -> RefusedError:
    """Return the refusal of sound that is not there."""
    return RefusedError(404, "no-audio", "the sound of this call is not there")


def _verdicts(session: Session, uid: str, viewer: str) -> dict[str, str]:
    """Return what is held of each finding, as far as it may be seen."""
    found: dict[str, list[str]] = {}
    for row in verdicts_of(session, uid, viewer=viewer):
        found.setdefault(row.finding, []).append(row.verdict)
    return {finding: verdict_of(verdicts) for finding, verdicts in found.items()}


def _report(stored: StoredCall, verdicts: Mapping[str, str]) -> bytes:
    del verdicts
    return json_bytes(report_of(stored))


def _words(stored: StoredCall, verdicts: Mapping[str, str]) -> bytes:
    del verdicts
    return webvtt(report_of(stored)).encode("utf-8", "replace")


def _findings(stored: StoredCall, verdicts: Mapping[str, str]) -> bytes:
    return findings_csv(report_of(stored), verdicts).encode("utf-8", "replace")


def _contact_lens(stored: StoredCall, verdicts: Mapping[str, str]) -> bytes:
    del verdicts
    segments = {
        speaker.value: list(spans) for speaker, spans in stored.segments.items()
    }
    return json_bytes(
        contact_lens(report_of(stored), segments=segments, redactions=stored.redactions)
    )


_FORMS: Mapping[str, tuple[str, Callable[[StoredCall, Mapping[str, str]], bytes]]] = {
    "report.json": ("application/json", _report),
    "words.vtt": ("text/vtt; charset=utf-8", _words),
    "findings.csv": ("text/csv; charset=utf-8", _findings),
    "contact-lens.json": ("application/json", _contact_lens),
}


def _attachment(name: str, ending: str) -> dict[str, str]:
    """Return the header that has a browser save it, under a name that harms nothing."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.")[:80] or "call"
    return {"Content-Disposition": f'attachment; filename="{plain}{ending}"'}
