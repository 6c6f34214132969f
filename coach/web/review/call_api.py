"""One call: all that its page shows, its sound and its waveform."""

from starlette.responses import Response

from coach.errors import NotThereError, StoreError
from coach.store.calls import delete_call, peaks_of
from coach.store.peaks import peaks_from_bytes, peaks_json
from coach.web.review.answers import RefusedError, json_answer, json_bytes, not_found
from coach.web.review.audio_file import AudioFiles
from coach.web.review.call_view import call_view
from coach.web.review.gate import Asked, Endpoint
from coach.web.review.lately import Lately
from coach.web.review.rights import API
from coach.web.review.services import Services

CALL = f"{API}/calls/{{uid}}"


class CallApi:
    """Answer ``calls/UID``, its ``audio`` and its ``peaks``.

    Args:
        services: What the server's parts share.
        files: The sound of calls.
    """

    def __init__(self, services: Services, files: AudioFiles) -> None:
        self._services = services
        self._files = files
        self._heard = Lately()

    def endpoints(self) -> list[Endpoint]:
        """Return what is answered here."""
        return [
            Endpoint(method="GET", path=CALL, handler=self.show),
            Endpoint(method="DELETE", path=CALL, handler=self.delete),
            Endpoint(method="GET", path=f"{CALL}/audio", handler=self.audio),
            Endpoint(method="GET", path=f"{CALL}/peaks", handler=self.peaks),
        ]

    async def show(self, asked: Asked) -> Response:
        """Show all of a call that whoever asks may see."""
        db, policy = self._services.desk.db, self._services.policy
        actor, uid = asked.actor, asked.call.uid

        def look() -> bytes:
            try:
                return json_bytes(call_view(db, uid, actor=actor, policy=policy))
            except (StoreError, NotThereError):
                raise not_found() from None  # deleted a moment ago

        found = await self._services.desk.work(look)
        await self._services.note(actor.name, "view-call", call=uid)
        return Response(found, media_type="application/json")

    async def delete(self, asked: Asked) -> Response:
        """Delete a call: its sound, its words, its findings, what was said of it.

        One that is shared from here is withdrawn there, behind the page's back.
        """
        db, name, uid = self._services.desk.db, asked.actor.name, asked.call.uid
        now = self._services.sessions.clock()

        def delete() -> None:
            try:
                delete_call(db, uid, name, "by-hand", now=now)
            except StoreError:
                raise not_found() from None  # by somebody else, a moment ago

        await self._services.desk.change_work(delete)
        if self._services.sharing is not None:
            self._services.sharing.kick()
        return json_answer({})

    async def audio(self, asked: Asked) -> Response:
        """Send the sound, or a part of it; that it was heard is noted once an hour."""
        call, who = asked.call, asked.who
        if call.audio is None:
            raise RefusedError(404, "no-audio", "the sound of this call was not kept")
        answer = await self._files.answer(asked.request, call.audio)
        if who is not None and asked.request.method == "GET":
            now = self._services.sessions.clock()
            if self._heard.is_new(who.id, call.uid, now):
                await self._services.note(asked.actor.name, "hear-call", call=call.uid)
                self._heard.add(who.id, call.uid, now)
        return answer

    async def peaks(self, asked: Asked) -> Response:
        """Send the waveform."""
        db, uid = self._services.desk.db, asked.call.uid

        def look() -> bytes:
            try:
                peaks = peaks_of(db, uid)
            except StoreError:
                raise not_found() from None
            if peaks is None:
                raise RefusedError(404, "no-peaks", "there is no waveform of this call")
            return json_bytes(peaks_json(peaks_from_bytes(peaks)))

        found = await self._services.desk.work(look)
        return Response(found, media_type="application/json")
