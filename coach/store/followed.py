"""Keeping a call that was followed from a recording or a transcript."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.audio.recording import Track, pair, two_channel
from coach.events import Speaker
from coach.followed import Followed
from coach.inputs import CallInput
from coach.keeping.flagging import flags_of
from coach.policy.policy import Policy
from coach.redaction import Redaction
from coach.speakers.channels import same_for_both
from coach.store.adding import AddedCall, add_call
from coach.store.database import Database
from coach.store.finishing import finished_sound
from coach.store.kept import KeptCall, Origin

BY_HAND = "by-hand"
"""The flag of a call that is kept only because somebody wanted it to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedKeeper:
    """Puts calls into the store that somebody wants there, whatever was found.

    What the policy says of keeping does not matter here: it is about calls of which
    nobody has said anything.
    """

    db: Database
    policy: Policy
    origin: Origin
    agent_channel: int = 0
    """Of recordings with two channels."""
    keeps_audio: bool = True

    def keep(self, call: CallInput, followed: Followed) -> AddedCall:
        """Keep a call, its sound silenced where words were masked.

        Takes some seconds for an hour's call: to be called in a thread.

        Args:
            call: Where it came from; nothing is changed there.
            followed: What was heard of it, masked.

        Raises:
            coach.errors.StoreError: It cannot be kept.
            coach.errors.RecordingError: Its sound cannot be decoded.
        """
        flags = flags_of(followed.report, self.policy.keeping)
        kept = KeptCall(
            report=followed.report,
            record=followed.record,
            redactions=followed.redactions,
            policy=self.policy,
            origin=self.origin,
            flags=flags or (BY_HAND,),
        )
        if call.is_transcript or not self.keeps_audio:
            return add_call(self.db, kept)
        is_mono = followed.report["call"]["input"] == "mono"
        with finished_sound(
            self._tracks(call, is_mono=is_mono),
            format=self.policy.keeping.format,
            redactions=_on_both(followed.redactions)
            if is_mono
            else followed.redactions,
        ) as sound:
            return add_call(self.db, replace(kept, audio=sound.path))

    def _tracks(self, call: CallInput, *, is_mono: bool) -> dict[Speaker, Track]:
        if is_mono:
            return same_for_both(call.path)
        if call.customer is not None:
            return pair(call.path, call.customer)
        return two_channel(call.path, agent_channel=self.agent_channel)


def _on_both(redactions: Sequence[Redaction]) -> tuple[Redaction, ...]:
    """Return redactions of both speakers: on one channel, what one says is on both."""
    mirrored = (replace(one, speaker=one.speaker.other) for one in redactions)
    return (*redactions, *mirrored)
