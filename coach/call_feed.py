"""What listens to a recorded call or a transcript, and what is known of it before."""

import asyncio
from collections.abc import Callable

from coach.audio.recording import RecordingSource, pair, two_channel
from coach.desk import Desk
from coach.feeds import Feed
from coach.feeds.audio import AudioFeed
from coach.feeds.transcripts import TranscriptFeed
from coach.inputs import CallInput
from coach.options import CallOptions
from coach.scoring.report import CallInfo
from coach.speakers.channels import is_mono
from coach.speakers.feed import mono_feed
from coach.transcript import read_transcript


async def feed_of(
    desk: Desk,
    call: CallInput,
    options: CallOptions,
    *,
    moved: Callable[[], None] = lambda: None,
) -> Feed:
    """Return what listens to a call.

    Args:
        desk: Has the recogniser.
        call: What is listened to.
        options: How.
        moved: Called again and again where that takes long: a mono recording is looked
            through first.

    Raises:
        InputError: The call cannot be used.
        coach.errors.ModelError: There is no such model, or it is damaged.
    """
    if call.is_transcript:
        transcript = await asyncio.to_thread(read_transcript, call.path)
        return TranscriptFeed(transcript, name=call.name, speed=options.speed)
    if call.customer is None and await asyncio.to_thread(is_mono, call.path):
        queue, settings = await desk.recogniser(), desk.policy.speech
        return await mono_feed(
            call.path, queue, settings, speed=options.speed, moved=moved
        )
    tracks = (
        two_channel(call.path, agent_channel=options.agent_channel)
        if call.customer is None
        else pair(call.path, call.customer)
    )
    # The files are tried before the model is awaited: a bad one is named at once.
    source = await asyncio.to_thread(RecordingSource, tracks, speed=options.speed)
    queue = await desk.recogniser()
    return await asyncio.to_thread(
        AudioFeed, source, queue, desk.policy.speech, is_live=options.speed > 0
    )


def call_info(call_id: str, feed: Feed, options: CallOptions) -> CallInfo:
    """Return what is known about a call beforehand."""
    return CallInfo(
        id=call_id,
        source=feed.name,
        input=feed.input,
        agent=options.analyst,
        language=options.language,
    )
