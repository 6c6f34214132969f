"""Hearing: from pieces of audio to heard events, and the decodes they need.

    pieces ─▶ windows of both channels ─▶ ears ─▶ sounds ────────────────────▶ events
                                           └────▶ utterances ─▶ decode requests
                                                                decodings ─────▶ events

The cores of a call's hearing without tasks, threads or clocks: the recogniser runs
elsewhere, and its answers come back through :meth:`Hearing.decoded`.  A pause asks for
a *candidate* at once, of exactly the audio that the final would have:

    speech      ████████████████                        ██████
    candidate                  ├─ 192 ms ─▶ decode
    endpoint                   ├───── 416 ms ────▶      the candidate becomes the final
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coach.audio.source import Gap, Piece
from coach.audio_time import milliseconds, samples
from coach.errors import RecognitionError
from coach.events import (
    CallEnded,
    HeardEvent,
    PartialRecognised,
    Speaker,
    Utterance,
    UtteranceFailed,
    UtteranceFinalised,
    Voice,
    Word,
)
from coach.speech.agreement import Agreement
from coach.speech.decoding import DecodeRequest, Decoding, Purpose
from coach.speech.ear import Ear, Window
from coach.speech.endpointing import (
    UtteranceClosed,
    UtteranceMark,
    UtteranceOpened,
    UtterancePaused,
)
from coach.speech.levels import window_levels
from coach.speech.music import flatness
from coach.speech.phantoms import SpeechEvidence, phantom_reason
from coach.speech.settings import SpeechSettings
from coach.speech.track import Track
from coach.speech.voice import voice_of
from coach.speech.voice_activity import WINDOW, SpeechProbabilities, VoiceActivity

BLOCK = 64 * WINDOW
"""Samples taken at once at most: two seconds, so that an hour's gap costs no memory."""

AGENT_PARTIALS = 2
"""How many times rarer the agent's partials are than the customer's."""

PARTIAL_DOUBLES = samples(10_000)
"""Length of an utterance by which the time between its partials has doubled."""

Heard = HeardEvent | DecodeRequest


@dataclass(slots=True, kw_only=True)
class _Open:
    """An utterance that is going on."""

    id: str
    start: int
    audio_start: int
    asked: int
    shown: int = 0
    agreement: Agreement = field(default_factory=Agreement)
    candidate: tuple[int, Decoding] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Closed:
    """An utterance that is over and awaits its words."""

    request: DecodeRequest
    evidence: SpeechEvidence
    voice: Voice | None
    known_at: int


class _Line:
    """One channel: its audio, its ear, and the utterance that is going on."""

    def __init__(
        self, ear: Ear, activity: SpeechProbabilities, settings: SpeechSettings
    ) -> None:
        self._settings = settings
        self.ear = ear
        self.activity = activity
        self.track = Track()
        self.open: _Open | None = None
        self.spoken_until = 0
        self._before = np.zeros(WINDOW, np.float32)

    def measure(self, start: int, end: int) -> "list[Window | list[Gap]]":
        """Return each window of ``[start, end)``; of a lost one, the gaps in it."""
        audio = self.track.read(start, end)
        gaps = self.track.gaps(start, end)
        found: list[Window | list[Gap]] = []
        for first, last, touching in _runs(start, end, gaps):
            if touching:
                found += [touching] * ((last - first) // WINDOW)
                self._before = np.zeros(WINDOW, np.float32)
                self.activity.reset()
            else:
                found += self._windows(first, audio[first - start : last - start])
        return found

    def _windows(self, start: int, audio: NDArray[np.float32]) -> Iterator[Window]:
        chances = self.activity.probabilities(audio)
        levels = window_levels(audio)
        flats = np.ones(len(levels))
        # Only what is audible and no speech may be music: most windows are neither.
        settings = self._settings
        may_be_music = (levels > settings.music_min_dbfs) & (chances < settings.offset)
        if may_be_music.any():
            flats = flatness(self._before, audio)
        self._before = audio[-WINDOW:]
        for index, (chance, level, flat) in enumerate(
            zip(chances.tolist(), levels.tolist(), flats.tolist(), strict=True)
        ):
            yield Window(
                start=start + index * WINDOW,
                probability=chance,
                level=level,
                flatness=flat,
            )


class Hearing:
    """Both channels of one call.

    The same audio gives the same events and the same final requests, however it is cut
    into pieces and however the channels are interleaved.  Partials depend on when their
    decodes come back, and are no part of that.

    Args:
        settings: Thresholds.
        activity: Makes the voice-activity model of a channel.
        early: Whether partials and candidates are asked for; without them the same
            finals come later, and cheaper.

    Raises:
        coach.errors.ModelError: The voice-activity model is missing or damaged.
    """

    def __init__(
        self,
        settings: SpeechSettings,
        *,
        activity: Callable[[], SpeechProbabilities] = VoiceActivity,
        early: bool = True,
    ) -> None:
        self._settings = settings
        self._early = early
        self._lines = {
            speaker: _Line(Ear(speaker, settings), activity(), settings)
            for speaker in Speaker
        }
        self._closed: dict[str, _Closed] = {}
        self._length: int | None = None
        self.clock = 0
        """Samples up to which both channels have been heard."""

    @property
    def pending(self) -> tuple[DecodeRequest, ...]:
        """The final requests whose words are still awaited, oldest first."""
        return tuple(closed.request for closed in self._closed.values())

    @property
    def settled(self) -> int:
        """Audio time up to which, itself included, every event has been told."""
        return min(
            (closed.known_at - 1 for closed in self._closed.values()),
            default=self.clock,
        )

    def feed(self, piece: Piece) -> list[Heard]:
        """Take the next piece of a channel.

        Returns:
            What it makes certain, in order, and the decodes that are now of use.

        Raises:
            ValueError: The piece does not follow on the one before on its channel.
        """
        self._lines[piece.speaker].track.append(piece)
        return self._hear(min(line.track.end for line in self._lines.values()))

    def finish(self) -> list[Heard]:
        """End the call: a channel that is shorter is silent from its end on.

        Returns:
            What is certain now; :class:`~coach.events.CallEnded` comes when no words
            are awaited any more, here or from :meth:`decoded`.
        """
        length = max(line.track.end for line in self._lines.values())
        for line in self._lines.values():
            line.track.pad(length)
        found = self._hear(length)
        for line in self._lines.values():
            sounds, marks = line.ear.finish(length)
            found += sounds
            found += self._requests(line, marks, length)
        self.clock = self._length = length
        return [*_latest_only(found), *self._call_ended()]

    def decoded(
        self, request: DecodeRequest, result: Decoding | RecognitionError
    ) -> list[HeardEvent]:
        """Take the recogniser's answer; one that comes too late says nothing."""
        closed = self._closed.get(request.utterance_id)
        if closed is not None and request.purpose == "partial":
            return []  # even one that ends with the utterance heard less of it
        if closed is not None and request.end == closed.request.end:
            if request.purpose == "candidate" and isinstance(result, RecognitionError):
                return []  # the final is on its way
            del self._closed[request.utterance_id]
            return [self._words(closed, result), *self._call_ended()]
        line = self._lines[request.speaker]
        going_on = line.open
        if (
            going_on is None
            or going_on.id != request.utterance_id
            or isinstance(result, RecognitionError)
        ):
            return []
        if request.purpose == "candidate":
            going_on.candidate = (request.end, result)
        return self._partial(line, going_on, request, result)

    # --- sound ---------------------------------------------------------------------

    def _hear(self, until: int) -> list[Heard]:
        found: list[Heard] = []
        while self.clock + WINDOW <= until:
            end = min(self.clock + BLOCK, until // WINDOW * WINDOW)
            found += self._hear_block(self.clock, end)
            self.clock = end
            self._forget()
        return _latest_only(found)

    def _hear_block(self, start: int, end: int) -> Iterator[Heard]:
        agent, customer = (self._lines[speaker] for speaker in Speaker)
        both = zip(agent.measure(start, end), customer.measure(start, end), strict=True)
        for index, (ours, theirs) in enumerate(both):
            now = start + (index + 1) * WINDOW
            for line, window, other in (
                (agent, ours, theirs),
                (customer, theirs, ours),
            ):
                if isinstance(window, Window):
                    level = other.level if isinstance(other, Window) else -120.0
                    sounds, marks = line.ear.feed(window, level)
                else:
                    sounds, marks = line.ear.lose(now, window)
                yield from sounds
                if marks or self._early:
                    yield from self._requests(line, marks, now)

    def _forget(self) -> None:
        settings = self._settings
        certain = max(settings.min_speech_ms, settings.min_speech_in_music_ms)
        held = samples(settings.lead_in_ms) + samples(certain)
        for line in self._lines.values():
            before = self.clock - held - 2 * WINDOW
            if line.open is not None:
                before = min(before, line.open.audio_start)
            line.track.forget(before)

    # --- utterances ----------------------------------------------------------------

    def _requests(
        self, line: _Line, marks: list[UtteranceMark], now: int
    ) -> Iterator[Heard]:
        for mark in marks:
            match mark:
                case UtteranceOpened():
                    self._begin(line, mark)
                case UtterancePaused(end=end) if self._early and line.open is not None:
                    line.open.asked = now
                    yield self._request(line, line.open, end, "candidate", now)
                case UtteranceClosed():
                    yield from self._close(line, mark, now)
                case _:
                    pass
        going_on = line.open
        if (
            self._early
            and going_on is not None
            and line.ear.segmenter.is_speaking
            and now - going_on.asked >= self._interval(line, now - going_on.start)
        ):
            going_on.asked = now
            yield self._request(line, going_on, now, "partial", now)

    def _interval(self, line: _Line, length: int) -> int:
        """Return the time between two partials of an utterance of this length."""
        interval = samples(self._settings.partial_interval_ms)
        if line.ear.speaker is Speaker.AGENT:
            # They know what they are saying; it is the customer's words that may need
            # an answer before they are over.
            interval *= AGENT_PARTIALS
        return interval + interval * max(0, length - interval) // PARTIAL_DOUBLES

    def _begin(self, line: _Line, mark: UtteranceOpened) -> None:
        settings = self._settings
        lead_in = 0 if mark.is_cut else samples(settings.lead_in_ms)
        wait = samples(settings.partial_first_ms) - self._interval(line, 0)
        line.open = _Open(
            id=f"{line.ear.speaker}-{milliseconds(mark.start)}",
            start=mark.start,
            audio_start=max(mark.start - lead_in, line.spoken_until, line.track.start),
            asked=mark.start + wait,
        )

    def _close(self, line: _Line, mark: UtteranceClosed, now: int) -> Iterator[Heard]:
        going_on, line.open = line.open, None
        if going_on is None:
            return
        line.spoken_until = mark.end
        request = self._request(
            line, going_on, mark.end, "final", mark.end if mark.is_cut else now
        )
        closed = _Closed(
            request=request,
            evidence=line.ear.evidence(mark.start, mark.end),
            voice=self._voice(line, mark),
            known_at=mark.known_at,
        )
        if going_on.candidate is not None and going_on.candidate[0] == mark.end:
            yield self._words(closed, going_on.candidate[1])
            return
        self._closed[going_on.id] = closed
        yield request

    def _voice(self, line: _Line, mark: UtteranceClosed) -> Voice | None:
        """Return how the customer sounded; how the agent did is nobody's business."""
        if line.ear.speaker is Speaker.AGENT:
            return None
        return voice_of(line.track.read(mark.start, mark.end))

    def _request(
        self, line: _Line, going_on: _Open, end: int, purpose: Purpose, now: int
    ) -> DecodeRequest:
        last = end
        if purpose != "partial":
            last = min(end + samples(self._settings.lead_out_ms), now, line.track.end)
        return DecodeRequest(
            utterance_id=going_on.id,
            speaker=line.ear.speaker,
            start=going_on.start,
            end=end,
            audio=line.track.read(going_on.audio_start, last),
            audio_start=going_on.audio_start,
            purpose=purpose,
        )

    # --- words ---------------------------------------------------------------------

    def _words(
        self, closed: _Closed, result: Decoding | RecognitionError
    ) -> UtteranceFinalised | UtteranceFailed:
        request, known_at = closed.request, closed.known_at
        reason: str | None
        if isinstance(result, RecognitionError):
            reason = result.code
        else:
            reason = phantom_reason(result, closed.evidence, self._settings)
            if reason is None:
                return UtteranceFinalised(
                    utterance=_utterance(
                        request, result.text, result, voice=closed.voice
                    ),
                    known_at=known_at,
                )
        return UtteranceFailed(
            utterance=_utterance(request, "", None), reason=reason, known_at=known_at
        )

    def _partial(
        self, line: _Line, going_on: _Open, request: DecodeRequest, decoding: Decoding
    ) -> list[HeardEvent]:
        evidence = line.ear.evidence(request.start, request.end)
        if request.end <= going_on.shown or phantom_reason(
            decoding, evidence, self._settings
        ):
            return []
        going_on.shown = request.end
        text, stable = going_on.agreement.update(decoding.text)
        return [
            PartialRecognised(
                utterance=_utterance(request, text, decoding),
                stable=stable,
                known_at=request.end,
            )
        ]

    def _call_ended(self) -> list[HeardEvent]:
        if self._length is None or self._closed:
            return []
        return [CallEnded(at=self._length, known_at=self._length)]


def _utterance(
    request: DecodeRequest,
    text: str,
    decoding: Decoding | None,
    *,
    voice: Voice | None = None,
) -> Utterance:
    words = decoding.words if decoding is not None and text else ()
    first = request.audio_start
    return Utterance(
        id=request.utterance_id,
        speaker=request.speaker,
        start=request.start,
        end=request.end,
        text=text,
        confidence=decoding.confidence if decoding is not None else None,
        words=tuple(
            Word(
                start=min(max(first + word.start, request.start), request.end),
                end=min(max(first + word.end, request.start), request.end),
                text=word.text,
            )
            for word in words
        ),
        voice=voice,
    )


def _runs(
    start: int, end: int, gaps: list[Gap]
) -> Iterator[tuple[int, int, list[Gap]]]:
    """Yield runs of windows: first sample, sample after, and the gaps if it is lost.

    A lost run is one window long.
    """
    at = start
    while gaps and at < end:
        gap = gaps[0]
        first = max(at, gap.start // WINDOW * WINDOW)
        if first > at:
            yield at, first, []
        at = first
        while at < end and gaps and gaps[0].start < at + WINDOW:
            touching = [gap for gap in gaps if gap.start < at + WINDOW]
            yield at, at + WINDOW, touching
            at += WINDOW
            gaps = [gap for gap in gaps if gap.end > at]
    if at < end:
        yield at, end, []


def _latest_only(found: list[Heard]) -> list[Heard]:
    """Leave out early requests that a later one in the list makes pointless."""
    settled: set[str] = set()
    kept: list[Heard] = []
    for item in reversed(found):
        if isinstance(item, DecodeRequest):
            if item.purpose != "final" and item.utterance_id in settled:
                continue
            settled.add(item.utterance_id)
        kept.append(item)
    return kept[::-1]
