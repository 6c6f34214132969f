"""The feed of a mono recording: looked through once, then heard as two channels."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import numpy as np

from coach.audio.decoding import Decoder, channels_of
from coach.audio.recording import RecordingSource
from coach.audio_time import samples
from coach.events import Speaker
from coach.feeds.audio import AudioFeed
from coach.quality import MONO_OVERLAP, SPEAKERS_UNSURE, Problem
from coach.speakers.channels import same_for_both
from coach.speakers.division import Division, Span, divide
from coach.speakers.encoder import voice_encoder
from coach.speakers.roles import (
    AT_ONCE,
    MOST_ENDING,
    MOST_UTTERANCES,
    RoleEvidence,
    utterances_of,
)
from coach.speakers.source import MARGIN, MonoSource
from coach.speakers.survey import Survey, Surveyor
from coach.speech.decoding import DecodeRequest, Decoding
from coach.speech.queue import DecodeLine, DecodeQueue
from coach.speech.settings import SpeechSettings

BLOCK = samples(30_000)
"""Samples looked through at a time in a thread: half a second of work."""

OVERLAP = Problem(
    code=MONO_OVERLAP,
    detail="one channel: where both speak at once only one of them is heard, and"
    " interruptions are not measured",
)
"""Of every mono call."""


class MonoFeed(AudioFeed):
    """Listen to a mono recording, its speakers told apart.

    Made by :func:`mono_feed`.
    """

    input: Literal["stereo", "mono", "transcript"] = "mono"

    def __init__(
        self,
        source: MonoSource,
        queue: DecodeQueue,
        settings: SpeechSettings,
        *,
        is_live: bool,
        doubt: str | None,
    ) -> None:
        super().__init__(source, queue, settings, is_live=is_live)
        self._doubt = doubt

    def problems(self) -> tuple[Problem, ...]:
        """Return what stood in the way of hearing well."""
        found = super().problems()
        if self._doubt is None:
            return (*found, OVERLAP)
        return (Problem(code=SPEAKERS_UNSURE, detail=self._doubt), *found)


async def mono_feed(
    path: Path,
    queue: DecodeQueue,
    settings: SpeechSettings,
    *,
    speed: float = 0.0,
    moved: Callable[[], None] = lambda: None,
) -> MonoFeed:
    """Look through a mono recording and return what listens to it.

    Takes some 40 CPU seconds for an hour of talk, before anything is heard.  Safe to
    cancel.

    Args:
        path: The recording: one channel, or two with the same sound.
        queue: The recogniser; a few utterances are recognised to tell who is who.
        settings: Thresholds of voice activity and recognition.
        speed: 1 for the pace of the call, 0 for no pace at all.
        moved: Called again and again while it is looked through.

    Raises:
        coach.errors.RecordingError: It is missing, or no recording.
        coach.errors.ModelError: A model is missing or damaged.
    """
    survey = await _looked_through(path, settings, moved)
    division = await asyncio.to_thread(divide, survey)
    agent, doubt = await _roles(survey, division, queue)
    recording = await asyncio.to_thread(
        RecordingSource, same_for_both(path), speed=speed
    )
    source = MonoSource(recording, division.spans, agent)
    return await asyncio.to_thread(
        MonoFeed, source, queue, settings, is_live=speed > 0, doubt=doubt
    )


async def _looked_through(
    path: Path, settings: SpeechSettings, moved: Callable[[], None]
) -> Survey:
    def begin() -> tuple[Decoder, Surveyor]:
        decoder = Decoder(path, channels=channels_of(path))
        return decoder, Surveyor(settings, voice_encoder())

    def go_on() -> bool:
        block = decoder.read(BLOCK)
        surveyor.feed(np.ascontiguousarray(block[:, 0]))
        return len(block) > 0

    decoder, surveyor = await asyncio.to_thread(begin)
    while await asyncio.to_thread(go_on):
        moved()
    return await asyncio.to_thread(surveyor.finish)


async def _roles(
    survey: Survey, division: Division, queue: DecodeQueue
) -> tuple[int | None, str | None]:
    """Return the agent's voice, None where there is but one, and why to doubt it."""
    doubt = division.sureness.doubt
    if len({span.voice for span in division.spans}) < 2:
        return None, doubt
    if doubt is not None:  # a guess, for those who read the words all the same
        return division.spans[0].voice, doubt
    evidence = RoleEvidence()
    line = queue.line()
    try:
        opening = utterances_of(division.spans, 0, len(survey.opening))
        for span, _ in zip(opening, range(MOST_UTTERANCES), strict=False):
            evidence.hear(span.voice, await _said(line, survey, span))
            if evidence.strength >= AT_ONCE:
                break
        if evidence.doubt is not None:
            first = max(len(survey.opening), survey.length - len(survey.ending))
            ending = [*utterances_of(division.spans, first, survey.length)]
            for span in ending[-MOST_ENDING:]:
                evidence.hear(span.voice, await _said(line, survey, span))
    finally:
        line.close()
    return evidence.agent, evidence.doubt


async def _said(line: DecodeLine, survey: Survey, span: Span) -> str:
    """Return what the recogniser makes of a stretch of speech; nothing if it fails."""
    shift, sound = 0, survey.opening
    if span.end > len(sound):
        shift, sound = survey.length - len(survey.ending), survey.ending
    first = max(0, span.start - MARGIN - shift)
    request = DecodeRequest(
        utterance_id=f"voice-{span.start}",
        speaker=Speaker.AGENT,  # of no consequence: it is what is to be found out
        start=span.start,
        end=span.end,
        audio=sound[first : span.end + MARGIN // 2 - shift],
        audio_start=first + shift,
        purpose="candidate",
    )
    await line.submit(request)
    _, result = await line.answer()
    return result.text if isinstance(result, Decoding) else ""
