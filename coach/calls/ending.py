"""When a call is over, on a line that goes on being listened to."""

from dataclasses import dataclass
from typing import Literal

from coach.audio_time import samples
from coach.calls.settings import CallSettings
from coach.events import (
    CaptureLost,
    CaptureRestored,
    ClosingAbandoned,
    ClosingReached,
    Event,
    Hold,
    HoldChanged,
    HoldEnded,
    HoldStarted,
    HoldWithdrawn,
    MusicStarted,
    MusicStopped,
    Speaker,
    SpeechStarted,
    SpeechStopped,
)

Reason = Literal["goodbye", "silence", "customer-gone", "hang-up", "away"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOver:
    """The call is over, and where in it."""

    at: int
    """The call's last sample and one, on its own clock."""
    reason: Reason
    """``goodbye``: silence after the closing; ``silence``: without one;
    ``customer-gone``: the agent talks on, to nobody on the line; ``hang-up``: the busy
    tone; ``away``: listening was paused, or both devices lost."""


class _Channel:
    """When something was last heard of one side."""

    def __init__(self) -> None:
        self.is_speaking = False
        self.has_music = False
        self.lost_since: int | None = None
        self.spoken_until = 0
        self.music_until = 0

    def heard_until(self, now: int, *, counts_music: bool) -> int:
        """Return when the last sound ended; ``now`` while there is one."""
        if self.is_speaking or (counts_music and self.has_music):
            return now
        return max(self.spoken_until, self.music_until if counts_music else 0)


class CallEnding:
    """Say when a call that goes on is over, and where it ended.

        agent     ███ "take care"                        (to a colleague) ████
        customer      ██ "bye"                    ▏
        the call                 ▏ends (tail)     ▏known: 10 s after the goodbyes

    Fed every event of the call; a core: audio time in, a decision out.

    Args:
        settings: How long each kind of silence must last.
    """

    def __init__(self, settings: CallSettings) -> None:
        self._settings = settings
        self._channels = {speaker: _Channel() for speaker in Speaker}
        self._talk: list[tuple[int, int | None]] = []
        self._hold: Hold | None = None
        self._is_closing = False

    def feed(self, event: Event) -> None:
        """Take note of an event, heard or noticed."""
        match event:
            case SpeechStarted(speaker=speaker, at=at):
                self._begin_speech(speaker, at)
            case SpeechStopped(speaker=speaker, at=at):
                self._end_speech(speaker, at)
            case MusicStarted(speaker=speaker):
                self._channels[speaker].has_music = True
            case MusicStopped(speaker=speaker, at=at):
                self._channels[speaker].has_music = False
                self._channels[speaker].music_until = at
            case CaptureLost(speaker=speaker, at=at):
                self._channels[speaker].lost_since = at
            case CaptureRestored(speaker=speaker, at=at):
                self._restore(speaker, at)
            case HoldStarted(hold=hold) | HoldChanged(hold=hold):
                self._hold = hold
            case HoldEnded() | HoldWithdrawn():
                self._hold = None
            case ClosingReached():
                self._is_closing = True
            case ClosingAbandoned():
                self._is_closing = False
            case _:
                pass

    def end_by(self, now: int) -> CallOver | None:
        """Return the end of the call if at ``now`` it is certain to be over.

        Args:
            now: Canonical samples since the call started.
        """
        lost = [channel.lost_since for channel in self._channels.values()]
        if None not in lost:
            since = max(at for at in lost if at is not None)
            if now - since >= samples(self._settings.away_ms):
                return CallOver(at=since, reason="away")
            return None
        return self._silent_by(now) or self._customer_gone_by(now)

    def _silent_by(self, now: int) -> CallOver | None:
        last = max(self._last(speaker, now) for speaker in Speaker)
        if now - last < samples(self._limit("silence_after_closing_ms", "silence_ms")):
            return None
        reason: Reason = "goodbye" if self._is_closing else "silence"
        return CallOver(at=self._with_tail(last, now), reason=reason)

    def _customer_gone_by(self, now: int) -> CallOver | None:
        last = self._last(Speaker.CUSTOMER, now)
        limit = self._limit("customer_gone_after_closing_ms", "customer_gone_ms")
        if now - last < samples(limit):
            return None
        # What the agent went on to say without a pause was still said to them.
        for start, end in self._talk:
            if start > last + samples(self._settings.lead_pause_ms):
                break
            last = max(last, now if end is None else end)
        return CallOver(at=self._with_tail(last, now), reason="customer-gone")

    def _last(self, speaker: Speaker, now: int) -> int:
        channel = self._channels[speaker]
        lost = channel.lost_since
        if lost is not None and now - lost < samples(self._settings.away_ms):
            return now  # nobody knows what is said there
        # Music after the goodbyes is not hold music but the desk's.
        return channel.heard_until(now, counts_music=not self._is_closing)

    def _limit(self, closing: str, otherwise: str) -> int:
        hold = self._hold
        if hold is not None and (hold.announced or hold.music != "none"):
            return self._settings.silence_in_hold_ms
        limit: int = getattr(self._settings, closing if self._is_closing else otherwise)
        return limit

    def _with_tail(self, last: int, now: int) -> int:
        return min(last + samples(self._settings.tail_ms), now)

    def _begin_speech(self, speaker: Speaker, at: int) -> None:
        self._channels[speaker].is_speaking = True
        if speaker is Speaker.CUSTOMER:
            self._talk.clear()  # the agent's, since the customer was last heard
        else:
            self._talk.append((at, None))

    def _end_speech(self, speaker: Speaker, at: int) -> None:
        channel = self._channels[speaker]
        channel.is_speaking = False
        channel.spoken_until = at
        if speaker is Speaker.AGENT and self._talk:
            self._talk[-1] = (self._talk[-1][0], at)

    def _restore(self, speaker: Speaker, at: int) -> None:
        channel = self._channels[speaker]
        channel.lost_since = None
        # Nobody knows what was said meanwhile: silence is counted anew.
        for either in self._channels.values():
            either.spoken_until = max(either.spoken_until, at)
