"""Presence: who was last heard when, and since when nobody is there.

    agent     "One moment."                          "So, I asked around."
    customer               "Sure."   "Hello?"
                                  ┗━ absent ━━━━━━━━┛     muttering does not end it

Music that voice activity takes for speech is kept out, and so are coughs.
"""

from coach.audio_time import samples
from coach.detectors.stretches import StretchLog
from coach.events import Speaker

MUSIC_SLACK = samples(500)
"""Speech that begins this little before the music is the music, in samples."""

RETURN_SLACK = samples(400)
"""Speech that outlasts the music by this much is somebody's voice, in samples."""

REPLY_PAUSE = samples(2_000)
"""The longest pause inside a customer's reply, in samples."""

FOREVER = 1 << 62
"""Later than any call, in samples."""


class Presence:
    """Keeps who spoke when, with what was no speech taken out."""

    def __init__(self) -> None:
        self.agent = StretchLog(0)
        self.customer = StretchLog(0)
        self.music: dict[Speaker, int] = {}
        """Since when music plays, by channel."""
        self.lost: set[Speaker] = set()
        """Channels of which nothing is known at present."""
        self._masked: dict[Speaker, tuple[int, int | None]] = {}
        self._known_from = 0

    def log(self, speaker: Speaker) -> StretchLog:
        """Return a speaker's segments."""
        return self.agent if speaker is Speaker.AGENT else self.customer

    @property
    def is_quiet(self) -> bool:
        """Nobody speaks, and both channels are heard."""
        return not (self.agent.is_speaking or self.customer.is_speaking or self.lost)

    @property
    def absent_since(self) -> int | None:
        """Return where the last speech ended; None before the agent has spoken."""
        agent = self.agent.last_end
        if agent is None:
            return None
        return max(agent, self.customer.last_end or 0, self._known_from)

    def absent_before(self, at: int) -> int | None:
        """Return where the last speech before a sample ended, if the agent spoke."""
        agent = self.agent.last_end_by(at)
        if agent is None:
            return None
        return max(agent, self.customer.last_end_by(at) or 0, self._known_from)

    def exchange_end(self, reply: int) -> int | None:
        """Return where the exchange that the agent's last words began is over.

        Args:
            reply: Within how many samples a reply must begin.

        Returns:
            None while somebody speaks, or before the agent has spoken.
        """
        end = self.agent.last_end
        if end is None or self.agent.is_speaking:
            return None
        agent_end = end
        for stretch in self.customer.since(end):
            for start, stop in stretch.segments:
                pause = reply if end == agent_end else REPLY_PAUSE
                if start > end + pause or (stop is not None and stop <= end):
                    continue
                if stop is None:
                    return None
                end = stop
        return max(end, self._known_from)

    def start(self, speaker: Speaker, at: int) -> bool:
        """Take in that somebody speaks; return whether it is not just the music."""
        if speaker in self.music:
            self._masked[speaker] = (at, None)
            return False
        self.log(speaker).start(at)
        return True

    def stop(self, speaker: Speaker, at: int) -> bool:
        """Take in that somebody stopped; return whether it was not just the music."""
        masked = self._masked.get(speaker)
        if masked is not None and masked[1] is None:
            self._masked[speaker] = (masked[0], at)
            return False
        self.log(speaker).stop(at)
        return True

    def begin_music(self, speaker: Speaker, at: int) -> None:
        """Take in that music plays: what seemed to be speech in it was the music."""
        self.music[speaker] = at
        log = self.log(speaker)
        if log.is_speaking and log.last and log.last.start >= at - MUSIC_SLACK:
            self._masked[speaker] = (log.last.start, None)
        log.remove(at - MUSIC_SLACK, FOREVER)

    def end_music(self, speaker: Speaker, at: int) -> tuple[int, int | None] | None:
        """Take in that the music ended at a sample.

        Returns:
            The speech that outlasts it, ``[start, end)`` with no end while it goes on.
        """
        self.music.pop(speaker, None)
        start, stop = self._masked.pop(speaker, (0, 0))
        if stop is not None and stop <= at + RETURN_SLACK:
            return None
        start = max(start, at)
        self.log(speaker).start(start)
        if stop is not None:
            self.log(speaker).stop(stop)
        return start, stop

    def restore(self, speaker: Speaker, at: int) -> None:
        """Take in that a channel is heard again: nothing before counts as silence."""
        self.lost.discard(speaker)
        self._known_from = max(self._known_from, at)

    def lose(self, speaker: Speaker, at: int) -> None:
        """Take in that a channel is not heard any more."""
        self.log(speaker).stop(at)
        self.lost.add(speaker)
