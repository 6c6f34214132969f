import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import cast

import pytest

from coach.errors import ShareError, StoreError
from coach.sharing.address import server_address
from coach.sharing.ledger import Share, State
from coach.sharing.outbox import (
    BUSY_S,
    FIRST_RETRY_S,
    LAST_RETRY_S,
    LOOK_S,
    PIECE_BYTES,
    Outbox,
)
from coach.sharing.sender import Done, Manners, Sender

ADDRESS = server_address("https://calls.example.org")
HOST = ADDRESS.host
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def a_share(digest: str = "a", state: State = "waiting") -> Share:
    """Something to be done."""
    return Share(
        uid=digest * 32,
        digest=digest * 64,
        server=ADDRESS.url,
        state=state,
        remote_uid=None,
        changed_at=NOW,
    )


class Post:
    """A sender that does what it is told, and an outbox in front of it.

    Args:
        *todo: What is to be done.
        brings: What becomes of each.
    """

    def __init__(
        self, *todo: Share, brings: Callable[[Share], Done] | None = None
    ) -> None:
        self.todo = list(todo)
        self.brings = brings or self.bring_well
        self.lines: list[str] = []
        self.brought: list[str] = []
        self.manners: Manners | None = None
        self.is_busy = False
        self.now = 0.0
        self.outbox = Outbox(
            self.open,
            ADDRESS,
            say=self.lines.append,
            is_busy=lambda: self.is_busy,
            clock=lambda: self.now,
        )

    @contextlib.contextmanager
    def open(self, manners: Manners) -> Iterator[Sender]:
        """Be the sender."""
        self.manners = manners
        yield cast("Sender", self)

    def waiting(self) -> list[Share]:
        """What is left to be done."""
        return list(self.todo)

    def bring(self, share: Share) -> Done:
        """Do it."""
        self.brought.append(share.digest[0])
        return self.brings(share)

    def bring_well(self, share: Share) -> Done:
        """Everything succeeds."""
        self.todo.remove(share)
        is_going = share.state == "withdrawing"
        return Done(share=share, state="withdrawn" if is_going else "shared")


def failing(error: Exception) -> Callable[[Share], Done]:
    """Nothing succeeds."""

    def bring(_: Share) -> Done:
        raise error

    return bring


DOWN = ShareError(HOST, "is down", is_passing=True)


def test_everything_is_brought_and_said() -> None:
    """A line each, with the server's name."""
    post = Post(a_share("a"), a_share("b", "withdrawing"))
    assert post.outbox.round() == LOOK_S
    assert post.lines == [f"shared with {HOST}", f"withdrawn from {HOST}"]
    assert post.manners is not None
    assert post.manners.piece_bytes == PIECE_BYTES


def test_nothing_is_sent_while_a_call_goes_on() -> None:
    """It looks again soon."""
    post = Post(a_share())
    post.is_busy = True
    assert post.outbox.round() == BUSY_S
    assert post.brought == []


def test_a_call_that_begins_stops_it_between_two() -> None:
    """And in the middle of one, by the manners."""
    post = Post(a_share("a"), a_share("b"))

    def bring(share: Share) -> Done:
        post.is_busy = True
        return post.bring_well(share)

    post.brings = bring
    assert post.outbox.round() == BUSY_S
    assert post.brought == ["a"]
    assert post.manners is not None
    assert not post.manners.go_on()
    assert not post.manners.pause(5.0)


def test_one_that_was_left_where_it_is_goes_on_soon() -> None:
    """Not at the next look, minutes later."""
    post = Post(a_share(), brings=lambda share: Done(share=share, state="sending"))
    assert post.outbox.round() == BUSY_S
    assert post.lines == []


def test_a_passing_failure_is_said_once_and_tried_again_later_each_time() -> None:
    """The others wait as well: it is the same server."""
    post = Post(a_share("a"), a_share("b"), brings=failing(DOWN))
    waits = [post.outbox.round() for _ in range(12)]
    assert waits[:3] == [FIRST_RETRY_S, 2 * FIRST_RETRY_S, 4 * FIRST_RETRY_S]
    assert waits[-1] == LAST_RETRY_S
    assert post.brought == ["a"] * 12
    assert post.lines == [f"not shared yet: {HOST}: is down; it is tried again"]


def test_the_server_s_own_time_is_kept() -> None:
    """When it is longer than ours."""
    busy = ShareError(HOST, "is full", is_passing=True, retry_after_s=600.0)
    post = Post(a_share(), brings=failing(busy))
    assert post.outbox.round() == 600.0


def test_a_refusal_is_said_and_costs_the_others_nothing() -> None:
    """It is not tried again before the next start, or a new wish."""
    no = ShareError(HOST, "is no call")
    post = Post(a_share("a"), a_share("b"))

    def bring(share: Share) -> Done:
        if share.digest[0] == "a":
            raise no
        return post.bring_well(share)

    post.brings = bring
    assert post.outbox.round() == LOOK_S
    assert post.outbox.round() == LOOK_S
    assert post.brought == ["a", "b"]
    assert post.lines == [f"not shared: {HOST}: is no call", f"shared with {HOST}"]
    post.outbox.kick()
    post.outbox.round()
    assert post.brought == ["a", "b", "a"]


def test_a_call_that_cannot_be_read_is_said() -> None:
    """And passed over."""
    post = Post(a_share(), brings=failing(StoreError("a", "is damaged")))
    assert post.outbox.round() == LOOK_S
    assert post.lines == ["not shared: a: is damaged"]


def test_sound_that_stays_is_said() -> None:
    """Something in it had not been silenced."""
    post = Post(
        a_share(),
        brings=lambda share: Done(share=share, state="shared", keeps_sound=True),
    )
    post.outbox.round()
    assert "stays here" in post.lines[1]


def test_no_failure_ends_the_thread(caplog: pytest.LogCaptureFixture) -> None:
    """And none of its words is logged."""
    post = Post(a_share(), brings=failing(RuntimeError("what they said")))
    assert post.outbox.round() == LAST_RETRY_S
    assert "what they said" not in caplog.text
    assert [record.message for record in caplog.records] == ["nothing is shared"]


def test_it_rests_as_long_as_each_request_took() -> None:
    """So that half of the line is everybody else's; never more than a second."""
    rests: list[float] = []
    post = Post()
    post.outbox.round()

    class Stopped(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            rests.append(timeout or 0.0)
            return False

    post.outbox._stopped = Stopped()
    manners = post.manners
    assert manners is not None
    assert manners.go_on()
    post.now += 0.25
    assert manners.go_on()
    post.now += 30.0
    assert manners.go_on()
    assert rests == [0.25, 1.0]


def test_it_works_in_its_own_thread_for_as_long_as_the_block() -> None:
    """What is left from the last time at once, the rest when it is told."""
    shared = threading.Semaphore(0)
    post = Post(a_share("a"))

    def bring(share: Share) -> Done:
        done = post.bring_well(share)
        shared.release()
        return done

    post.brings = bring
    with post.outbox:
        assert shared.acquire(timeout=5)
        post.todo.append(a_share("b"))
        post.outbox.kick()
        assert shared.acquire(timeout=5)
    post.outbox.join(5)
    assert post.brought == ["a", "b"]
