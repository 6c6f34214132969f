"""Every state that the overlay can be in, to be tested and to be looked at.

A state is played into the hub, then brought about in the page by keys; ``sign`` is by
what one sees that the page has come to it, ``leave`` the keys that undo the former.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from playwright.async_api import Page

from coach.web.hub import OverlayHub
from tests.browser import scenes

LONG_MS = 600_000
"""The life of a nudge that is to stay while it is looked at."""

UNSEEN_MS = 450
"""A key that decides on advice is obeyed 400 ms after it has changed (nudge.js)."""

NOTICE = (
    "Please say: “This call is followed by a coaching program. Nothing is recorded; "
    "tell me if you would rather not have it.”"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state of the page."""

    play: Callable[[OverlayHub], None]
    sign: str
    ready: str = ""
    """What must be seen before the keys are pressed."""
    keys: str = ""
    leave: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.play.__name__


def waiting(_: OverlayHub) -> None:
    """No call yet, and no headset that is followed."""


def starting(hub: OverlayHub) -> None:
    """The coach loads its model."""
    hub.tell_listening(scenes.listening("starting", ()))


def standby(hub: OverlayHub) -> None:
    """Between calls."""
    hub.tell_listening(scenes.STANDBY)


def paused(hub: OverlayHub) -> None:
    """Between calls, and nothing is heard."""
    hub.tell_listening(scenes.PAUSED)


def listening(hub: OverlayHub) -> None:
    """A call in which nobody has spoken, with the desk's notice."""
    hub.tell_listening(scenes.IN_CALL)
    scenes.begin(hub, at_ms=0, notice=NOTICE)


def talking(hub: OverlayHub) -> None:
    """A call without advice, its greeting half said."""
    hub.tell_listening(scenes.IN_CALL)
    scenes.running(hub)
    hub.publish(
        scenes.state(
            28_000,
            greeting={**scenes.GREETED, "gave_name": False, "offered_help": False},
            discovery=scenes.UNASKED,
        )
    )


def checking(hub: OverlayHub) -> None:
    """The whole checklist is open."""
    scenes.running(hub)
    hub.publish(scenes.state(28_000))


def tip(hub: OverlayHub) -> None:
    """The least of the nudges."""
    scenes.running(hub)
    hub.publish(scenes.nudge(28_000, severity="info", lifetime_ms=LONG_MS))


def notice(hub: OverlayHub) -> None:
    """A nudge as the closing begins."""
    scenes.running(hub)
    closing = {**scenes.OPEN_CLOSING, "reached": True, "resolution": True}
    hub.publish(scenes.state(28_000, closing=closing, sentiment=(0.6, False)))
    hub.publish(scenes.nudge(28_000, kind="missing-recap", lifetime_ms=LONG_MS))


def closing(hub: OverlayHub) -> None:
    """The closing, with what was said of it."""
    scenes.running(hub)
    said = {**scenes.OPEN_CLOSING, "reached": True, "resolution": True}
    hub.publish(scenes.state(28_000, closing=said, sentiment=(0.6, False)))


def alert(hub: OverlayHub) -> None:
    """A nudge in a hold that is near its limit, and one more."""
    scenes.running(hub)
    hub.publish(scenes.nudge(27_000, lifetime_ms=LONG_MS))
    hub.publish(scenes.nudge(28_000, **{**scenes.ALERT, "lifetime_ms": LONG_MS}))
    hold = scenes.hold(-60_000, limit_ms=100_000)
    hub.publish(scenes.state(28_000, hold=hold, sentiment=(-0.5, False)))


def reasons(hub: OverlayHub) -> None:
    """A nudge, and why it is there."""
    scenes.running(hub)
    hub.publish({"type": "finding", "finding": scenes.SPIKE})
    spike = {**scenes.ALERT, "id": scenes.SPIKE_NUDGE, "lifetime_ms": LONG_MS}
    hub.publish(scenes.nudge(28_000, **spike))


def critical(hub: OverlayHub) -> None:
    """The most urgent nudge, a hold that is over its limit, an upset caller."""
    scenes.running(hub)
    hub.publish(scenes.nudge(28_000, **{**scenes.URGENT, "lifetime_ms": LONG_MS}))
    hold = scenes.hold(-32_000, limit_ms=30_000, promised=False)
    hub.publish(scenes.state(28_000, hold=hold, sentiment=(-0.9, True)))


def holding(hub: OverlayHub) -> None:
    """A hold with time left."""
    scenes.running(hub)
    hub.publish(scenes.state(28_000, hold=scenes.hold(20_000, limit_ms=90_000)))


def lost(hub: OverlayHub) -> None:
    """The microphone has gone."""
    scenes.running(hub)
    hub.publish(scenes.state(28_000, channels=("lost", "speaking")))
    hub.tell_listening(scenes.MICROPHONE_LOST)


def quiet(hub: OverlayHub) -> None:
    """Quiet, in which advice is hidden."""
    hub.tell_listening(scenes.IN_CALL)
    scenes.running(hub)
    hub.publish(scenes.nudge(28_000, lifetime_ms=LONG_MS))


def snoozed(hub: OverlayHub) -> None:
    """A kind of advice was not wanted just now, and that can be undone."""
    scenes.running(hub)
    hub.publish(scenes.nudge(28_000, severity="info", lifetime_ms=LONG_MS))


def paused_in_call(hub: OverlayHub) -> None:
    """In a call, and nothing is heard."""
    scenes.running(hub)
    hub.tell_listening(scenes.PAUSED_IN_CALL)


def recording(hub: OverlayHub) -> None:
    """A call that is recorded."""
    hub.tell_listening(
        scenes.listening("call", ("end-call", "pause"), is_recording=True)
    )
    scenes.running(hub)


def ended(hub: OverlayHub) -> None:
    """The end of a call."""
    hub.tell_listening(scenes.STANDBY)
    scenes.running(hub)
    hub.end_call(scenes.report())


STATES = (
    State(play=waiting, sign="[data-scene=waiting]"),
    State(play=starting, sign="[data-scene=starting]"),
    State(play=standby, sign="[data-scene=standby]"),
    State(play=paused, sign="[data-scene=paused]"),
    State(play=listening, sign="[data-scene=listening] #notice"),
    State(play=talking, sign="[data-scene=live] #checklist-toggle"),
    State(
        play=checking,
        sign="#checklist",
        ready="#checklist-count:text('4 heard')",
        keys="l",
        leave="l",
    ),
    State(play=tip, sign="#nudge[data-severity=info]"),
    State(play=notice, sign="#nudge[data-severity=notice]"),
    State(play=closing, sign="#closing"),
    State(play=alert, sign="#nudge[data-severity=alert]"),
    State(play=reasons, sign="#nudge-reasons", ready="#nudge-why", keys="w"),
    State(play=critical, sign="#nudge[data-severity=critical]"),
    State(play=holding, sign="#hold[data-state=within]"),
    State(play=lost, sign="#lost"),
    State(play=quiet, sign="#quiet", keys="q", leave="q"),
    State(
        play=snoozed,
        sign="#toast-act",
        ready="#nudge[data-severity=info]",
        keys="n",
        leave="u",
    ),
    State(play=paused_in_call, sign="[data-scene=paused]"),
    State(play=recording, sign="#recording[data-state=on]"),
    State(play=ended, sign="[data-scene=ended] #summary"),
)

STRIP = tuple(
    state
    for state in STATES
    if state.name in {"standby", "listening", "talking", "tip", "critical", "holding"}
    or state.name in {"reasons", "lost", "quiet", "snoozed", "paused_in_call"}
)
"""Those that are worth a look in the strip as well."""

MOVING = tuple(
    state
    for state in STATES
    if state.name in {"waiting", "closing", "alert", "critical", "holding", "ended"}
)
"""Those in which something moves, where movement is welcome."""


async def played(
    page: Page, hub: OverlayHub, states: tuple[State, ...] = STATES
) -> AsyncIterator[str]:
    """Play one state after the other in a page; yield the name of each."""
    # wait_for() looks more often than expect() does, and this waits often.
    for state in states:
        state.play(hub)
        if state.ready:
            await page.locator(state.ready).wait_for()
        if state.keys == "n":  # pressed as the advice changes, it is not obeyed
            await page.wait_for_timeout(UNSEEN_MS)
        if state.keys:
            await page.keyboard.press(state.keys)
        await page.locator(state.sign).wait_for()
        if "nudge" not in state.sign:
            await page.locator("#nudge").wait_for(state="hidden")
        yield state.name
        if state.leave:
            await page.keyboard.press(state.leave)
