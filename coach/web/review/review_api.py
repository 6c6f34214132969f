"""What people hold of a call: verdicts, missed ones, the scorecard and messages."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session
from starlette.responses import Response

from coach.events import Speaker
from coach.reviews.messages import say
from coach.reviews.missed import add_missed, remove_missed
from coach.reviews.scorecards import reopen, save_draft, submit
from coach.reviews.verdicts import judge, withdraw
from coach.reviews.words import MOST_CHARACTERS
from coach.store.audit import note
from coach.web.review.answers import RefusedError, json_answer, not_found
from coach.web.review.call_view import (
    message_json,
    missed_json,
    review_json,
    verdict_json,
)
from coach.web.review.gate import Asked, Endpoint
from coach.web.review.lately import Lately
from coach.web.review.requests import Form, read_form
from coach.web.review.rights import API, Actor
from coach.web.review.services import Services

CALL = f"{API}/calls/{{uid}}"

Words = Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)]
Id = Annotated[str, StringConstraints(max_length=120)]
Milliseconds = Annotated[int, Field(ge=0, lt=2**31)]


class Judgement(Form):
    """What a reviewer holds of a finding."""

    verdict: Literal["right", "wrong", "unsure"]
    note: Words = ""


class Heard(Form):
    """What a reviewer heard and no detector found."""

    kind: Annotated[str, StringConstraints(max_length=60)]
    speaker: Speaker | None = None
    start_ms: Milliseconds
    end_ms: Milliseconds
    note: Words = ""


class Answered(Form):
    """A reviewer's answer to one question."""

    answer: Literal["yes", "no", "not-applicable"] | None = None
    comment: Words = ""


class Draft(Form):
    """A scorecard as far as it is filled in."""

    answers: Annotated[
        dict[Annotated[str, StringConstraints(max_length=60)], Answered],
        Field(max_length=200),
    ] = {}  # noqa: RUF012 (pydantic copies it)
    comment: Words = ""


class Said(Form):
    """A message."""

    kind: Literal["reply", "dispute", "answer"]
    finding: Id | None = None
    text: Words


Change = Callable[[Session], Mapping[str, Any]]
"""Changes something, and returns what is answered."""


class ReviewApi:
    """Answer ``verdicts``, ``missed``, ``review`` and ``messages`` of a call.

    Args:
        services: What the server's parts share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._saved = Lately()

    def endpoints(self) -> list[Endpoint]:
        """Return what is answered here."""
        handlers = {
            ("PUT", "verdicts/{finding}"): self.judge,
            ("DELETE", "verdicts/{finding}"): self.withdraw,
            ("POST", "missed"): self.add_missed,
            ("DELETE", "missed/{id}"): self.remove_missed,
            ("PUT", "review"): self.save,
            ("POST", "review/submit"): self.submit,
            ("POST", "review/reopen"): self.reopen,
            ("POST", "messages"): self.say,
        }
        return [
            Endpoint(method=method, path=f"{CALL}/{path}", handler=handler)
            for (method, path), handler in handlers.items()
        ]

    async def judge(self, asked: Asked) -> Response:
        """Keep a verdict."""
        given = await read_form(asked.request, Judgement)
        finding = asked.request.path_params["finding"]
        about = self._about(asked)
        return await self._change(
            asked,
            "judge-finding",
            lambda session: verdict_json(
                judge(
                    session,
                    asked.call.uid,
                    finding,
                    verdict=given.verdict,
                    note=given.note,
                    **about,
                )
            ),
            about=finding,
        )

    async def withdraw(self, asked: Asked) -> Response:
        """Take one's own verdict back."""
        finding, name = asked.request.path_params["finding"], asked.actor.name

        def change(session: Session) -> Mapping[str, Any]:
            withdraw(session, asked.call.uid, finding, reviewer=name)
            return {}

        return await self._change(asked, "withdraw-verdict", change, about=finding)

    async def add_missed(self, asked: Asked) -> Response:
        """Keep something that no detector found."""
        given = await read_form(asked.request, Heard)
        about = self._about(asked)
        return await self._change(
            asked,
            "add-missed",
            lambda session: missed_json(
                add_missed(
                    session,
                    asked.call.uid,
                    kind=given.kind,
                    speaker=given.speaker,
                    start_ms=given.start_ms,
                    end_ms=given.end_ms,
                    note=given.note,
                    **about,
                )
            ),
            about=given.kind,
            status=201,
        )

    async def remove_missed(self, asked: Asked) -> Response:
        """Take one of one's own back."""
        key, name = key_of(asked), asked.actor.name

        def change(session: Session) -> Mapping[str, Any]:
            remove_missed(session, asked.call.uid, key, reviewer=name)
            return {}

        return await self._change(asked, "remove-missed", change, about=str(key))

    async def save(self, asked: Asked) -> Response:
        """Keep the scorecard so far; it is autosaved, and noted once an hour."""
        given = await read_form(asked.request, Draft)
        answers = {name: one.model_dump() for name, one in given.answers.items()}
        about, who, uid = self._about(asked), asked.who, asked.call.uid
        assert who is not None, "only who has signed in has a scorecard"
        is_new = self._saved.is_new(who.id, uid, about["at"])
        answer = await self._change(
            asked,
            "save-review" if is_new else None,
            lambda session: review_json(
                save_draft(
                    session,
                    asked.call.uid,
                    answers=answers,
                    comment=given.comment,
                    **about,
                )
            ),
        )
        self._saved.add(who.id, uid, about["at"])
        return answer

    async def submit(self, asked: Asked) -> Response:
        """Submit it."""
        about = self._about(asked)
        return await self._change(
            asked,
            "submit-review",
            lambda session: review_json(submit(session, asked.call.uid, **about)),
        )

    async def reopen(self, asked: Asked) -> Response:
        """Make a draft of it again."""
        policy, name = self._services.policy, asked.actor.name
        return await self._change(
            asked,
            "reopen-review",
            lambda session: review_json(
                reopen(session, asked.call.uid, reviewer=name, policy=policy)
            ),
        )

    async def say(self, asked: Asked) -> Response:
        """Keep a message: of the analyst's, or an answer to them."""
        given = await read_form(asked.request, Said)
        if not _may_say(given.kind, asked.actor, asked.call.analyst):
            raise RefusedError(403, "not-allowed", "that is for somebody else to say")
        policy, name = self._services.policy, asked.actor.name
        now = self._services.sessions.clock()
        return await self._change(
            asked,
            f"{given.kind}-to-review",
            lambda session: message_json(
                say(
                    session,
                    asked.call.uid,
                    author=name,
                    kind=given.kind,
                    text=given.text,
                    finding=given.finding,
                    policy=policy,
                    at=now,
                )
            ),
            about=given.finding or "",
            status=201,
        )

    def _about(self, asked: Asked) -> dict[str, Any]:
        """Return what most changes of a reviewer's are told."""
        return {
            "reviewer": asked.actor.name,
            "policy": self._services.policy,
            "at": self._services.sessions.clock(),
        }

    async def _change(
        self,
        asked: Asked,
        action: str | None,
        change: Change,
        *,
        about: str = "",
        status: int = 200,
    ) -> Response:
        """Carry out a change and note it, both or neither."""
        now, name, uid = (
            self._services.sessions.clock(),
            asked.actor.name,
            asked.call.uid,
        )

        def carry_out(session: Session) -> Mapping[str, Any]:
            done = change(session)
            if action is not None:
                note(session, at=now, actor=name, action=action, call=uid, about=about)
            return done

        return json_answer(await self._services.desk.change(carry_out), status=status)


def key_of(asked: Asked) -> int:
    """Return the number that a path names.

    Raises:
        RefusedError: It is none.
    """
    text: str = asked.request.path_params["id"]
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise not_found()
    return int(text)


def _may_say(kind: str, actor: Actor, analyst: str | None) -> bool:
    return actor.may_review if kind == "answer" else actor.answers_for(analyst)
