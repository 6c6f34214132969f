import contextlib
import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.sharing.protocol import (
    MAX_FRUITLESS,
    OFFSET,
    RefusedError,
    Request,
    Response,
    Sharing,
    Span,
    account_of,
    check_withdrawn,
    question,
    withdrawal,
)

DIGEST = "ab" * 32
UID = "cd" * 16
PATH = f"/share/api/calls/{DIGEST}"


def answer(content: object = None, status: int = 200, **headers: str) -> Response:
    """An answer with a JSON body."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status=status, headers=named, body=json.dumps(content).encode())


def standing(offset: int | None, state: str = "sending") -> Response:
    """What the server says of the call."""
    return answer({"uid": UID, "sound_offset": offset, "state": state})


def sharing(sound_bytes: int | None = 25, piece_bytes: int = 10) -> Sharing:
    """A call on its way."""
    return Sharing(DIGEST, b"form", sound_bytes=sound_bytes, piece_bytes=piece_bytes)


def sent(exchange: Sharing) -> tuple[str, object]:
    """The method and the body of what is to be sent."""
    request = exchange.request()
    assert request is not None
    return request.method, request.body


class TestSharing:
    def test_begins_with_the_form(self) -> None:
        """Packed, and said to be so."""
        assert sharing().request() == Request(
            method="PUT",
            path=PATH,
            headers={"content-type": "application/json", "content-encoding": "gzip"},
            body=b"form",
        )

    def test_a_call_without_sound_is_over_with_its_form(self) -> None:
        """One request."""
        exchange = sharing(sound_bytes=None)

        exchange.receive(standing(None, "shared"))

        assert exchange.is_over
        assert exchange.request() is None
        assert exchange.uid == UID

    def test_sound_goes_in_pieces_from_where_the_server_is(self) -> None:
        """The last one as long as what is left."""
        exchange = sharing()
        exchange.receive(standing(10))

        request = exchange.request()
        assert request is not None
        assert (request.method, request.path) == ("PATCH", f"{PATH}/sound")
        assert request.headers[OFFSET] == "10"
        assert request.body == Span(10, 20)
        exchange.receive(standing(20))
        assert sent(exchange) == ("PATCH", Span(20, 25))
        exchange.receive(standing(25, "shared"))
        assert exchange.is_over

    def test_a_server_that_has_it_all_is_sent_nothing(self) -> None:
        """A repeat costs one request."""
        exchange = sharing()
        exchange.receive(standing(25, "shared"))
        assert exchange.request() is None

    def test_a_server_that_wants_no_sound_gets_none(self) -> None:
        """Though there is some."""
        exchange = sharing()
        exchange.receive(standing(None, "shared"))
        assert exchange.is_over

    def test_all_bytes_without_the_check_are_ended_by_an_empty_piece(self) -> None:
        """The server died between the last byte and the look at it."""
        exchange = sharing()
        exchange.receive(standing(25))
        assert sent(exchange) == ("PATCH", Span(25, 25))

    def test_after_a_lost_answer_it_asks_how_far_the_server_is(self) -> None:
        """And goes on from there."""
        exchange = sharing()
        exchange.receive(standing(0))
        exchange.lost()
        assert sent(exchange) == ("HEAD", b"")
        exchange.lost()
        assert sent(exchange) == ("HEAD", b"")
        exchange.receive(answer(upload_offset="10"))
        assert sent(exchange) == ("PATCH", Span(10, 20))

    def test_a_lost_form_is_sent_again(self) -> None:
        """The server may have it, which does no harm."""
        exchange = sharing()
        exchange.lost()
        assert sent(exchange) == ("PUT", b"form")

    def test_a_wrong_offset_is_put_right_by_the_server(self) -> None:
        """Another program was quicker."""
        exchange = sharing()
        exchange.receive(standing(0))
        exchange.receive(answer(status=409, upload_offset="20"))
        assert sent(exchange) == ("PATCH", Span(20, 25))

    @pytest.mark.parametrize("status", [404, 422])
    def test_a_forgotten_or_damaged_upload_begins_anew(self, status: int) -> None:
        """With the form."""
        exchange = sharing()
        exchange.receive(standing(20))
        exchange.receive(answer({"code": "c", "message": "m"}, status))
        assert sent(exchange) == ("PUT", b"form")

    def test_a_server_that_keeps_nothing_is_given_up(self) -> None:
        """It would be sent the same for ever."""
        exchange = sharing()
        exchange.receive(standing(0))
        for _ in range(MAX_FRUITLESS):
            exchange.receive(standing(0))
        with pytest.raises(RefusedError, match="does not keep"):
            exchange.receive(standing(0))

    def test_more_sound_than_there_is_cannot_be(self) -> None:
        """Some other call's."""
        with pytest.raises(RefusedError, match="more of the sound"):
            sharing().receive(standing(26))

    def test_a_passing_failure_changes_nothing(self) -> None:
        """It says when to come again, and the next request is the same."""
        exchange = sharing()
        exchange.receive(standing(10))
        busy = answer(
            {"code": "disk-full", "message": "no room"}, 507, retry_after="30"
        )
        with pytest.raises(RefusedError, match="no room") as refused:
            exchange.receive(busy)
        assert refused.value.is_passing
        assert refused.value.retry_after_s == 30
        assert sent(exchange) == ("PATCH", Span(10, 20))

    @pytest.mark.parametrize("status", [301, 302, 307, 308])
    def test_no_redirect_is_followed(self, status: int) -> None:
        """Not even on the same host."""
        elsewhere = answer(status=status, location="https://elsewhere.example/")
        with pytest.raises(RefusedError, match="points elsewhere") as refused:
            sharing().receive(elsewhere)
        assert not refused.value.is_passing

    @pytest.mark.parametrize(
        "content",
        [
            None,
            [],
            "shared",
            {},
            {"uid": UID, "sound_offset": 0},
            {"uid": 1, "sound_offset": 0, "state": "sending"},
            {"uid": UID, "sound_offset": -1, "state": "sending"},
            {"uid": UID, "sound_offset": "0", "state": "sending"},
            {"uid": UID, "sound_offset": None, "state": "sending"},
            {"uid": UID, "sound_offset": 0, "state": "lost"},
        ],
    )
    def test_another_kind_of_server_is_known_by_its_answers(
        self, content: object
    ) -> None:
        """A sign-in page with status 200 has not taken the call."""
        with pytest.raises(RefusedError, match="like no coach"):
            sharing().receive(answer(content))

    @given(st.binary(max_size=40), st.integers(100, 599))
    def test_any_answer_is_a_step_or_a_refusal(self, body: bytes, status: int) -> None:
        """Nothing else comes out of it."""
        exchange = sharing()
        with contextlib.suppress(RefusedError):
            exchange.receive(Response(status=status, body=body))
        assert exchange.request() is not None

    def test_nothing_is_answered_once_it_is_over(self) -> None:
        """A mistake of the caller."""
        exchange = sharing()
        exchange.receive(standing(None, "shared"))
        with pytest.raises(RuntimeError):
            exchange.receive(standing(None, "shared"))


FAULTS = st.lists(st.sampled_from(["before", "after", "restart", "fine"]), max_size=30)


class Server:
    """A server in a few lines that holds the protocol's promises."""

    def __init__(self) -> None:
        self.sound = bytearray()
        self.has_call = False
        self.is_checked = False

    def answer(self, request: Request, sound: bytes) -> Response:
        """Do what is asked."""
        body = request.body
        if isinstance(body, Span):
            piece = sound[body.start : body.end]
            if not self.has_call:
                return answer({"code": "not-found", "message": "m"}, 404)
            if body.start != len(self.sound):
                return answer(None, 409, upload_offset=str(len(self.sound)))
            self.sound += piece
            self.is_checked = len(self.sound) == len(sound)
        elif request.method == "HEAD":
            status = 200 if self.has_call else 404
            return answer(None, status, upload_offset=str(len(self.sound)))
        else:
            self.has_call = True
        state = "shared" if self.is_checked else "sending"
        return standing(len(self.sound), state)


@given(FAULTS, st.integers(0, 40), st.integers(1, 15))
def test_whatever_dies_whenever_the_call_arrives_whole(
    faults: list[str], length: int, piece: int
) -> None:
    """Either side may die before or after each step; begun again it completes."""
    sound = bytes(range(length))
    server = Server()
    exchange = sharing(length, piece)
    waiting = list(faults)
    for _ in range(200):
        request = exchange.request()
        if request is None:
            break
        fault = waiting.pop() if waiting else "fine"
        if fault == "restart":
            exchange = sharing(length, piece)
            continue
        response = None if fault == "before" else server.answer(request, sound)
        if response is None or fault == "after":
            exchange.lost()
        else:
            exchange.receive(response)

    assert exchange.is_over
    assert server.is_checked
    assert bytes(server.sound) == sound


@given(
    st.lists(
        st.tuples(
            st.sampled_from([200, 201, 404, 409, 422, 503]),
            st.integers(0, 12),
            st.booleans(),
        ),
        max_size=80,
    )
)
def test_no_server_makes_it_go_on_for_ever(
    answers: list[tuple[int, int, bool]],
) -> None:
    """Nor be sent what is not there."""
    exchange = sharing(10, 4)
    steps = 0
    try:
        for status, offset, is_lost in answers:
            request = exchange.request()
            if request is None:
                break
            if isinstance(request.body, Span):
                assert 0 <= request.body.start <= request.body.end <= 10
            if is_lost:
                exchange.lost()
                continue
            steps += status != 503
            content = {"uid": UID, "sound_offset": offset, "state": "sending"}
            try:
                exchange.receive(answer(content, status, upload_offset=str(offset)))
            except RefusedError as refused:
                if not refused.is_passing:
                    break
    finally:
        assert steps <= 2 * 10 * (MAX_FRUITLESS + 1) + 2


class TestWithdrawal:
    def test_names_the_call_by_its_digest(self) -> None:
        """Which the analyst's machine still knows when the call is gone."""
        assert withdrawal(DIGEST) == Request(method="DELETE", path=PATH)

    def test_is_done_when_a_coach_says_so(self) -> None:
        """A page that says something else may be anybody's."""
        check_withdrawn(answer({"state": "withdrawn"}))
        for other in (answer({}), answer("ok"), answer({"state": "shared"})):
            with pytest.raises(RefusedError):
                check_withdrawn(other)

    @pytest.mark.parametrize("status", [204, 301, 401, 404, 500])
    def test_every_other_status_leaves_it_open(self, status: int) -> None:
        """A 404 may come from a proxy that does not know the server."""
        with pytest.raises(RefusedError):
            check_withdrawn(answer({"state": "withdrawn"}, status))


class TestAccount:
    def test_is_told_by_the_server(self) -> None:
        """By the token alone."""
        assert question() == Request(method="GET", path="/share/api")
        assert account_of(answer({"account": "Nora Berg"})) == "Nora Berg"

    def test_a_refused_token_is_said_in_the_server_s_words(self) -> None:
        """One line."""
        wrong: Mapping[str, str] = {"code": "unauthorised", "message": "not this token"}
        with pytest.raises(RefusedError, match="not this token") as refused:
            account_of(answer(wrong, 401))
        assert not refused.value.is_passing

    @pytest.mark.parametrize("content", [{}, {"account": ""}, {"account": 3}, None])
    def test_no_name_is_no_coach(self, content: object) -> None:
        """Whatever else it may be."""
        with pytest.raises(RefusedError, match="like no coach"):
            account_of(answer(content))
