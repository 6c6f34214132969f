"""Between calls: listening for the next one, and for nothing else."""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain, pairwise

from coach.audio.shifting import shifted
from coach.audio.source import Gap, Piece
from coach.audio_time import samples
from coach.calls.settings import CallSettings
from coach.errors import RecognitionError
from coach.events import HeardEvent, Speaker, SpeechStarted, SpeechStopped
from coach.scoring.speech_track import SpeechTrack
from coach.speech.decoding import DecodeRequest
from coach.speech.hearing import Hearing
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import SpeechProbabilities, VoiceActivity

HEARD_WITHIN = samples(5_000)
"""Time within which the customer's voice must add up to begin a call."""

IDLE = samples(5_000)
"""Quiet of the customer after a call that was ended by hand, before their voice may
begin another: they were still on the line."""

MARGIN = samples(500)
"""Sound before the first word that belongs to the call: soft beginnings, and the noise
that a channel's floor is measured by."""

INTO_WORD = samples(40)
"""How far into the first word a channel may begin to be heard for the call to begin
there: less than a sound of speech, and two devices begin a few milliseconds apart."""

UNHEARD = RecognitionError("between calls nothing is transcribed")


class Standby:
    """Say where the next call begins; hold no more sound than that takes.

        agent     (to a colleague) ████      ░ 3 s ░      ████████ "IT desk, …"
        customer                                                    ▐███ "hello"
        the call                                         ▐ begins   ▐ known

        customer     (not heard yet) ▏░▐███ "hello"
        the call                     ▐ begins: a gap before it is no part of it

    Voice activity runs on both channels; no sound goes to the recogniser.  What is
    older than ``lead_in_ms`` is forgotten at once.

    Args:
        settings: How calls begin.
        speech: Thresholds of voice activity.
        start: Canonical sample, of the listening, at which the standby begins.
        needs_quiet: Whether the customer must fall silent first.
        activity: Makes the voice-activity model of a channel.

    Raises:
        coach.errors.ModelError: The voice-activity model is missing or damaged.
    """

    def __init__(
        self,
        settings: CallSettings,
        speech: SpeechSettings,
        *,
        start: int,
        needs_quiet: bool = False,
        activity: Callable[[], SpeechProbabilities] = VoiceActivity,
    ) -> None:
        self._settings = settings
        self._start = start
        self._min_silence_ms = speech.min_silence_ms
        self._hearing = Hearing(speech, activity=activity, early=False)
        self._held: dict[Speaker, deque[Piece]] = {who: deque() for who in Speaker}
        self._held_from = start
        self._spoken = {speaker: SpeechTrack() for speaker in Speaker}
        self._quiet_from = IDLE if needs_quiet else 0
        self._has_begun = False

    @property
    def now(self) -> int:
        """Canonical sample of the listening up to which both channels were heard."""
        return self._start + self._hearing.clock

    @property
    def needs_quiet(self) -> bool:
        """Whether the customer must still fall silent first."""
        return self._quiet_from > 0

    def feed(self, piece: Piece) -> int | None:
        """Take the next piece of a channel, on the clock of the listening.

        Returns:
            Where a call begins, on that clock, once it is certain; None otherwise.
            Never before what is held of both channels.
        """
        part = shifted(piece, self._start)
        if part is None:
            return None
        self._held[piece.speaker].append(piece)
        for event in self._events(part):
            if isinstance(event, SpeechStarted):
                self._spoken[event.speaker].start(event.at)
            elif isinstance(event, SpeechStopped):
                self._spoken[event.speaker].stop(event.at)
        self._forget()
        if self._has_begun or not self._is_call():
            return None
        self._has_begun = True
        return max(self._start + self._first_sound(), self._held_from)

    def held(self, start: int) -> list[Piece]:
        """Return the pieces that are held of what was heard from ``start`` on.

        Args:
            start: Canonical sample of the listening.  The agent's pieces come first;
                the first of each channel may begin before it.
        """
        held = (piece for pieces in self._held.values() for piece in pieces)
        return [piece for piece in held if piece.end > start]

    def _events(self, part: Piece) -> Iterator[HeardEvent]:
        for item in self._hearing.feed(part):
            if isinstance(item, DecodeRequest):
                self._hearing.decoded(item, UNHEARD)
            else:
                yield item

    def _is_call(self) -> bool:
        """Whether the customer's voice is a call's."""
        if self._settings.begin == "by-hand":
            return False
        clock, customer = self._hearing.clock, self._spoken[Speaker.CUSTOMER]
        if self._quiet_from:
            if customer.length_within(clock - IDLE, clock) or clock < self._quiet_from:
                return False
            self._quiet_from = 0
        # That somebody has fallen silent is known only a moment later.
        certain = clock - samples(self._min_silence_ms)
        heard = customer.length_within(clock - HEARD_WITHIN, certain)
        return heard >= samples(self._settings.begin_speech_ms)

    def _first_sound(self) -> int:
        """Return where the talk began that the customer's voice belongs to."""
        clock = self._hearing.clock
        pause = samples(self._settings.lead_pause_ms)
        customer = self._spoken[Speaker.CUSTOMER].spans(clock)
        earliest = next(s for s, end in customer if end > clock - HEARD_WITHIN)
        first = earliest
        both = (track.spans(clock) for track in self._spoken.values())
        latest_first = sorted(chain(*both), key=lambda span: span[1], reverse=True)
        for start, end in latest_first:
            if start < first and end >= first - pause:
                first = start
        lead_in = earliest - samples(self._settings.lead_in_ms)
        return max(first - MARGIN, lead_in, self._heard_from(first))

    def _heard_from(self, first: int) -> int:
        """Return since when both channels had been heard at the first word.

        A device that begins to deliver only when something is played, or that has just
        come back, has lost nothing of the call.
        """
        latest = self._start + first + INTO_WORD
        heard_from = self._start
        for pieces in self._held.values():
            for before, piece in pairwise(pieces):
                is_first = isinstance(before, Gap) and not isinstance(piece, Gap)
                if is_first and piece.start <= latest:
                    heard_from = max(heard_from, piece.start)
        return heard_from - self._start

    def _forget(self) -> None:
        kept = samples(self._settings.lead_in_ms)
        before = self._hearing.clock - kept - (HEARD_WITHIN if kept else 0)
        for pieces in self._held.values():
            while pieces and pieces[0].end <= self._start + before:
                self._held_from = max(self._held_from, pieces.popleft().end)
