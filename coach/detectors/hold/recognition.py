"""Recognition: when silence has become a hold, and by what one can tell.

agent     "One moment."
customer               "Sure."
├─ 3 s ─▲                  announcement
├ ♪♪ 2 s ▲                 music
agent     "I see."
├────────────── 25 s ──────────────▲  length
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from coach.audio_time import samples
from coach.detectors.hold.presence import Presence
from coach.detectors.hold.settings import HoldSettings

MUTTER_WAIT = samples(4_000)
"""How long after a customer's "hello?" an agent who is there would answer."""


class Recognition(NamedTuple):
    """A hold that will be recognised unless somebody speaks before."""

    at: int
    """When it is certain, in samples."""
    start: int
    """Where the hold began, in samples."""
    why: Literal["announcement", "length", "music"]


def recognition(
    presence: Presence,
    settings: HoldSettings,
    *,
    is_announced: bool,
    music: Sequence[int],
    music_known_at: int,
    last_mutter: int | None,
) -> Recognition | None:
    """Return the hold that would be recognised first, if nobody speaks.

    Args:
        presence: Who was last heard when.
        settings: Limits.
        is_announced: The agent has said that they would be away.
        music: Since when hold music plays, for each channel that has it.
        music_known_at: When that was known.
        last_mutter: The end of the customer's latest "hello?", 0 without one; None
            when length alone does not tell of a hold at present.
    """
    since = presence.absent_since
    if not presence.is_quiet or since is None:
        return None
    certain = samples(settings.certain_ms)
    found: list[Recognition] = []
    start = presence.exchange_end(samples(settings.reply_ms))
    if is_announced and start is not None:
        at = start + samples(settings.announced_ms)
        if music:
            at = min(at, max(music_known_at, start))
        found.append(Recognition(at + certain, start, "announcement"))
    if music:
        quiet = max(since, min(music)) + samples(settings.music_ms)
        at = max(music_known_at, quiet)
        found.append(Recognition(at + certain, since, "music"))
    if last_mutter is not None:
        at = since + samples(settings.absence_ms) + certain
        found.append(Recognition(max(at, last_mutter + MUTTER_WAIT), since, "length"))
    return min(found, default=None)
