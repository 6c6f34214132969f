"""Holds: the agent is away and the customer waits.

    agent     "Can I put you on hold?"                        "Thanks for waiting."
    customer                           "Sure."     "Hello?"
                                             ├──── hold ─────┤
                                                ▲ recognised 3 s after the exchange

A hold is recognised by its announcement, by music, by its length, or afterwards by the
words of the agent who returns.  It ends when the agent speaks to the customer again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import ClassVar

from coach.audio_time import milliseconds, samples
from coach.detectors.hold.aftermath import RETURN_TURN, Aftermath
from coach.detectors.hold.announcement import Announcement, by_time_alone
from coach.detectors.hold.clock import HoldClock
from coach.detectors.hold.language import HoldLanguage, Strength
from coach.detectors.hold.outlook import Outlook
from coach.detectors.hold.presence import RETURN_SLACK, Presence
from coach.detectors.hold.recognition import Recognition, recognition
from coach.detectors.hold.settings import HoldSettings
from coach.detectors.hold.waiting import Return, Waiting
from coach.events import (
    CallEnded,
    CaptureLost,
    CaptureRestored,
    Event,
    Hold,
    HoldChanged,
    HoldEnded,
    HoldStarted,
    HoldWithdrawn,
    MusicSide,
    MusicStarted,
    MusicStopped,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    Utterance,
    UtteranceDisregarded,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.language.text import sentences, words
from coach.settings import Settings

ANSWER_WAIT = samples(2_000)
"""How soon the customer must answer a mere "okay", for it to be the return."""

STEPS = 8
"""Things that may be due at one moment, at most."""

REPLY_WORDS = 4
"""Words of a customer's reply after which a time that the agent said still counts."""

ANSWER_WORDS = 14
"""The same for an agent who is gone then, which confirms it."""

LONG_LOSS = samples(1_000)
"""An agent of whom so much was lost may have come back meanwhile, in samples: the
shortest return ("okay, thanks for waiting") takes about as long."""

TALK_IN_MUSIC = 6
"""Words of a customer that tell that the music is only in their background."""


class HoldDetector:
    """Finds holds, their overruns and their etiquette.

    Performs no I/O, starts no task and reads no clock.

    Args:
        settings: Limits and words.
    """

    name: ClassVar[str] = "hold"
    Settings: ClassVar[type[Settings]] = HoldSettings
    definitions: ClassVar[Mapping[str, str]] = {
        "hold-overrun": "hold-overrun/1",
        "hold-etiquette": "hold-etiquette/1",
    }
    after: ClassVar[tuple[str, ...]] = ()

    def __init__(self, settings: HoldSettings) -> None:
        self._settings = settings
        self._language = HoldLanguage(settings)
        self._certain = samples(settings.certain_ms)
        self._presence = Presence()
        self._outlook = Outlook(self._language)
        self._named: Announcement | None = None
        self._waiting: Waiting | None = None
        self._returned: Aftermath | None = None
        self._absence: tuple[int, int] | None = None
        self._agent_lost_since: int | None = None
        self._music_known_at = 0
        self._background: set[Speaker] = set()
        self._unsure: list[Utterance] = []
        self._last_mutter = 0
        self._is_closing = False
        self._now = 0

    def feed(self, event: Event) -> Iterable[Event]:
        """Take note of an event; return what follows for holds."""
        match event:
            case SpeechStarted(speaker=speaker, at=at, known_at=known_at):
                self._now = max(self._now, known_at)
                return self._speech_started(speaker, at)
            case SpeechStopped(speaker=speaker, at=at, known_at=known_at):
                self._now = max(self._now, known_at)
                self._speech_stopped(speaker, at)
            case MusicStarted(speaker=speaker, at=at, known_at=known_at):
                self._now = max(self._now, known_at)
                return self._music_started(speaker, at)
            case MusicStopped(speaker=speaker, at=at, known_at=known_at):
                self._now = max(self._now, known_at)
                return self._music_stopped(speaker, at)
            case UtteranceFinalised(utterance=utterance, known_at=known_at):
                self._now = max(self._now, known_at)
                if not words(utterance.text):
                    return self._no_words(utterance)
                if utterance.speaker is Speaker.AGENT:
                    return self._agent_said(utterance)
                return self._customer_said(utterance)
            case UtteranceFailed(utterance=utterance, reason=reason, known_at=known_at):
                self._now = max(self._now, known_at)
                if reason != "recognition-error":
                    return self._no_words(utterance)
            case CaptureLost(speaker=speaker, at=at, known_at=known_at):
                self._now = max(self._now, known_at)
                self._presence.lose(speaker, at)
                return self._lose(speaker, at, is_pause=event.is_pause)
            case CaptureRestored(speaker=speaker, at=at, known_at=known_at):
                self._now = max(self._now, known_at)
                self._presence.restore(speaker, at)
                return self._restore(speaker, at)
            case CallEnded(at=at, known_at=known_at):
                self._now = max(self._now, known_at)
                return self._call_ended(at)
        return ()

    def due(self) -> int | None:
        """Return when the next limit is reached, if one is awaited."""
        at = self._due()
        return None if at is None else max(at, self._now)

    def advance(self, now: int) -> Iterable[Event]:
        """Take in that time has passed."""
        self._now = max(self._now, now)
        events: list[Event] = []
        for _ in range(STEPS):
            due = self._due()
            if due is None or due > now:
                break
            events += self._step(due)
        return events

    def _step(self, due: int) -> list[Event]:
        """Do what was due first."""
        if self._waiting is None:
            if self._closing_due == due:
                return self._close_return()
            return self._recognise()
        back = self._waiting.back
        if back is None:
            return self._waiting.clock.advance(self._now)
        if back.stop is None:
            return self._end_provisionally(self._waiting, back)
        if back.brief is not None:
            return self._disregard(self._waiting, back.brief)
        return self._resume(self._waiting)

    # --- what is awaited -------------------------------------------------------------

    def _due(self) -> int | None:
        waiting = self._waiting
        if waiting is None:
            found = self._recognition()
            times = [self._closing_due, None if found is None else found.at]
            return min((time for time in times if time is not None), default=None)
        back = waiting.back
        if back is None:
            return None if self._presence.lost else waiting.clock.due()
        return back.due(samples(self._settings.return_ms) + self._certain)

    @property
    def _closing_due(self) -> int | None:
        return None if self._returned is None else self._returned.due()

    def _recognition(self) -> Recognition | None:
        """Return when a hold may be recognised at the earliest, as things stand.

        What was said that may have announced it is only gone into when it is time.
        """
        if not self._presence.is_quiet:
            return None
        may_be_by_length = not (self._is_closing or self._outlook.is_known_to_be_away)
        return recognition(
            self._presence,
            self._settings,
            is_announced=self._outlook.may_be_announced,
            music=[
                at
                for speaker, at in self._presence.music.items()
                if speaker not in self._background
            ],
            music_known_at=self._music_known_at,
            last_mutter=self._last_mutter if may_be_by_length else None,
        )

    # --- sound -----------------------------------------------------------------------

    def _speech_started(self, speaker: Speaker, at: int) -> list[Event]:
        presence = self._presence
        if not presence.start(speaker, at):
            return []  # the music, as far as is known; its end or words may tell more
        if speaker is Speaker.AGENT and self._waiting is None:
            since = presence.absent_before(at)
            if presence.customer.is_speaking:
                since = None  # cutting in on somebody is no return
            if since is not None and at - since >= samples(self._settings.thinking_ms):
                self._absence = (since, at)
        waiting = self._waiting
        if waiting is None:
            return []
        if speaker is Speaker.AGENT:
            if waiting.back is None:
                waiting.back = Return(at)
            else:
                waiting.back.go_on(at)
        elif waiting.back is not None and waiting.back.brief is not None:
            brief = waiting.back.brief
            if at <= brief.end + ANSWER_WAIT:
                return self._end(waiting, brief.start, brief)
        return []

    def _speech_stopped(self, speaker: Speaker, at: int) -> None:
        is_voice = self._presence.stop(speaker, at)
        if not (is_voice and self._waiting and self._waiting.back):
            return
        if speaker is Speaker.AGENT:
            self._waiting.back.stop = at

    def _music_started(self, speaker: Speaker, at: int) -> list[Event]:
        self._presence.begin_music(speaker, at)
        self._music_known_at = self._now
        waiting = self._waiting
        if waiting is None:
            return []
        if waiting.back is not None and speaker is Speaker.AGENT:
            # What seemed to be the agent's return was the music.
            if waiting.back.start >= at - RETURN_SLACK:
                return [*self._resume(waiting), *self._note_music(waiting, speaker)]
            return []
        return self._note_music(waiting, speaker)

    def _note_music(self, waiting: Waiting, speaker: Speaker) -> list[Event]:
        if waiting.hold.music != "none":
            return []
        waiting.hold = replace(waiting.hold, music=_side(speaker))
        return [HoldChanged(hold=waiting.hold, known_at=self._now)]

    def _music_stopped(self, speaker: Speaker, at: int) -> list[Event]:
        voice = self._presence.end_music(speaker, at)
        self._background.discard(speaker)
        waiting = self._waiting
        if waiting is None or speaker is not Speaker.AGENT:
            return []
        if voice is not None and waiting.back is None:
            waiting.back = Return(voice[0], stop=voice[1])
        # Words that were heard before it was certain that the music had ended.
        unsure, self._unsure = self._unsure, []
        events: list[Event] = []
        for utterance in unsure:
            if self._waiting is waiting and utterance.end > at + RETURN_SLACK:
                events += self._end(waiting, max(utterance.start, at), utterance)
            elif self._waiting is waiting:
                events += self._disregard(waiting, utterance)
            else:
                events += self._agent_said(utterance)
        return events

    # --- capture ---------------------------------------------------------------------

    def _lose(self, speaker: Speaker, at: int, *, is_pause: bool) -> list[Event]:
        """Take in that a channel is not heard any more.

        Whoever pauses listening is not away, so a hold ends there; of a loss only its
        length will tell whether they may have come back in it.
        """
        if speaker is not Speaker.AGENT:
            return []
        if self._agent_lost_since is None:
            self._agent_lost_since = at
        return self._break_off(self._agent_lost_since) if is_pause else []

    def _restore(self, speaker: Speaker, at: int) -> list[Event]:
        since = self._agent_lost_since
        if speaker is not Speaker.AGENT or since is None:
            return []
        self._agent_lost_since = None
        return self._break_off(since) if at - since >= LONG_LOSS else []

    def _break_off(self, at: int) -> list[Event]:
        """End the hold where the agent was last heard: what came of it nobody knows.

        For the same reason nothing is said about its etiquette.
        """
        waiting, self._waiting = self._waiting, None
        self._outlook.take()
        self._named = self._absence = None
        if waiting is None:
            return []
        events: list[Event] = [
            UtteranceDisregarded(utterance_id=utterance.id, known_at=self._now)
            for utterance in self._unsure
        ]
        self._unsure = []
        end = min(at, waiting.back.start) if waiting.back else at
        if end - waiting.hold.start < max(1, waiting.least):
            return [*events, *self._withdraw(waiting)]
        hold = replace(waiting.hold, end=end)
        events += waiting.clock.end(end, self._now)
        return [*events, HoldEnded(hold=hold, known_at=self._now)]

    # --- words -----------------------------------------------------------------------

    def _agent_said(self, utterance: Utterance) -> list[Event]:
        waiting = self._waiting
        if waiting is not None and utterance.end > waiting.hold.start + RETURN_SLACK:
            return self._heard_while_away(waiting, utterance)
        afterwards = [] if waiting else self._recognise_afterwards(utterance)
        self._is_closing = self._language.says_goodbye(utterance.text)
        self._read(utterance)
        return [*afterwards, *self._tell_more(utterance)]

    def _read(self, utterance: Utterance) -> None:
        language = self._language
        read = language.read_words if self._returned is None else language.read_return
        readings = [read(sentence.text) for sentence in sentences(utterance)]
        self._outlook.agent_said(readings)
        if all(reading.is_courtesy for reading in readings):
            return
        if any(reading.seconds for reading in readings):
            readings[-1] = language.decided(readings[-1])  # it may ask
        self._named = by_time_alone(readings)

    def _customer_said(self, utterance: Utterance) -> list[Event]:
        language = self._language
        count = len(words(utterance.text))
        is_mutter = language.is_mutter(utterance.text)
        if count > REPLY_WORDS:
            self._outlook.go_on()
        if self._named is not None:
            self._named.replied += count
            if self._named.replied > ANSWER_WORDS or language.is_customer_away(
                language.without_times(utterance.text)
            ):
                self._named = None
        waiting = self._waiting
        if is_mutter:
            self._last_mutter = max(self._last_mutter, utterance.end)
        elif count >= TALK_IN_MUSIC and Speaker.CUSTOMER in self._presence.music:
            self._background.add(Speaker.CUSTOMER)
        if waiting is not None:
            if (
                waiting.is_by_music
                and waiting.hold.music == "customer"
                and count >= TALK_IN_MUSIC
                and not is_mutter
                and utterance.end > waiting.hold.start
            ):
                return self._withdraw(waiting)
            return []
        since = self._presence.absent_before(utterance.start)
        is_waiting = is_mutter and since is not None
        if since is not None and is_mutter:
            if utterance.start - since >= samples(self._settings.reply_ms):
                self._presence.customer.remove(utterance.start, utterance.end)
        else:
            self._is_closing = language.says_goodbye(utterance.text)
        has_returned = (
            self._returned is not None and self._outlook.announcement() is None
        )
        self._outlook.customer_said(
            utterance.text,
            count,
            is_waiting=is_waiting,
            may_be_away=self._named is None,
        )
        if has_returned and count > 2 and not is_mutter:
            return self._close_return()
        return []

    def _no_words(self, utterance: Utterance) -> list[Event]:
        """Take in that an utterance was a cough, a noise, or music."""
        self._presence.log(utterance.speaker).remove(utterance.start, utterance.end)
        waiting = self._waiting
        if (
            waiting is None
            or waiting.back is None
            or utterance.speaker is not Speaker.AGENT
            or utterance.end < waiting.back.start
        ):
            return []
        return self._disregard(waiting, utterance)

    def _heard_while_away(self, waiting: Waiting, utterance: Utterance) -> list[Event]:
        """Decide whether these are the words of the return."""
        language, text = self._language, utterance.text
        start = max(utterance.start, waiting.hold.start)
        began = self._presence.music.get(Speaker.AGENT)
        if began is not None and utterance.end > began:
            if not (language.tells_of_absence(text) or language.checks_back(text)):
                self._unsure.append(utterance)
                return []
            return self._end(waiting, start, utterance)
        if language.is_sound(text):
            return self._disregard(waiting, utterance)
        back = waiting.back
        if language.is_brief(text) and not (back and back.has_ended_hold):
            if back is None:
                back = waiting.back = Return(start, stop=utterance.end)
            if back.brief is None and back.stop is not None:
                back.brief = utterance
                back.start = start
                return []
        return self._end(waiting, back.start if back else start, utterance)

    # --- the course of a hold --------------------------------------------------------

    def _recognise(self) -> list[Event]:
        self._outlook.announcement()
        found = self._recognition()
        if found is not None and found.at <= self._now and found.why == "length":
            self._outlook.is_customer_away()
            found = self._recognition()
        if found is None or found.at > self._now:
            return []  # what was said announced nothing
        start, why = found.start, found.why
        announcement = self._announced()
        music = next(iter(self._presence.music), None)
        hold = self._hold_at(start, announcement)
        if music is not None:
            hold = replace(hold, music=_side(music))
        is_patience = announcement and announcement.strength is Strength.PATIENCE
        least_ms = self._settings.patience_ms if is_patience else 0
        if why == "music":
            least_ms = min(self._settings.patience_ms, 2 * self._settings.music_ms)
        self._waiting = Waiting(
            hold=hold,
            clock=HoldClock(hold, self._settings, self._now),
            least=samples(least_ms),
            is_by_music=why == "music" and announcement is None,
            is_mere_patience=bool(is_patience) and music is None,
        )
        before: list[Event] = []
        if self._returned is not None:
            before += self._returned.away_again(self._now)
        before += self._close_return()
        return [*before, HoldStarted(hold=hold, known_at=self._now)]

    def _announced(self) -> Announcement | None:
        """Return what announced the hold that has begun, and forget it."""
        # Whoever says "a minute and a half" and is gone then has announced it.
        announcement = self._outlook.take() or self._named
        self._named = None
        return announcement

    def _hold_at(self, start: int, announcement: Announcement | None) -> Hold:
        seconds = announcement.seconds if announcement else None
        limit = samples(round((seconds or self._settings.limit_s) * 1000))
        return Hold(
            id=f"hold-{milliseconds(start)}",
            start=start,
            end=None,
            announced=announcement is not None,
            permission=announcement is not None and announcement.has_permission,
            promised=limit if seconds else None,
            limit=limit,
            checked_back=False,
            thanked=False,
            music="none",
        )

    def _recognise_afterwards(self, utterance: Utterance) -> list[Event]:
        """See whether the agent comes back from an absence that nobody noticed."""
        if self._absence is None:
            return []
        since, until = self._absence
        if utterance.start > until + RETURN_TURN:
            self._absence = None
            return []
        if not self._language.tells_of_absence(utterance.text):
            if self._language.tells_of_presence(utterance.text):
                self._absence = None  # "I'm typing": what comes next is no news
            return []
        self._absence = None
        hold = replace(self._hold_at(since, self._announced()), end=until)
        self._returned = Aftermath(hold, self._language)
        return [
            HoldStarted(hold=hold, known_at=self._now),
            HoldEnded(hold=hold, known_at=self._now),
        ]

    def _end_provisionally(self, waiting: Waiting, back: Return) -> list[Event]:
        back.has_ended_hold = True
        hold = replace(waiting.hold, end=back.start)
        return [
            *waiting.clock.withdraw_advice(self._now),
            HoldEnded(hold=hold, known_at=self._now),
        ]

    def _resume(self, waiting: Waiting) -> list[Event]:
        """Take in that what was heard of the agent was not the return."""
        back, waiting.back = waiting.back, None
        if back is None or not back.has_ended_hold:
            return []
        return [HoldChanged(hold=waiting.hold, known_at=self._now)]

    def _disregard(self, waiting: Waiting, utterance: Utterance) -> list[Event]:
        self._presence.agent.remove(utterance.start, utterance.end)
        return [
            UtteranceDisregarded(utterance_id=utterance.id, known_at=self._now),
            *self._resume(waiting),
        ]

    def _withdraw(self, waiting: Waiting) -> list[Event]:
        self._waiting = None
        return [
            *waiting.clock.withdraw(self._now),
            HoldWithdrawn(hold_id=waiting.hold.id, known_at=self._now),
        ]

    def _end(self, waiting: Waiting, at: int, utterance: Utterance) -> list[Event]:
        """End the hold at the return, and listen to what the agent says."""
        at = max(at, waiting.hold.start)
        before = self._forget_unsure(utterance)
        self._is_closing = False
        if at - waiting.hold.start < waiting.least:
            events = self._withdraw(waiting)
            self._read(utterance)
        else:
            self._waiting = None
            hold = replace(waiting.hold, end=at)
            self._returned = Aftermath(
                hold,
                self._language,
                is_mere_patience=waiting.is_mere_patience
                and at - hold.start < samples(self._settings.absence_ms),
            )
            self._read(utterance)
            events = [
                *waiting.clock.end(at, self._now),
                HoldEnded(hold=hold, known_at=self._now),
                *self._tell_more(utterance),
            ]
        return [*before, *events]

    def _forget_unsure(self, returned: Utterance) -> list[Event]:
        """Disregard what was heard in the music before the return."""
        unsure, self._unsure = self._unsure, []
        return [
            UtteranceDisregarded(utterance_id=utterance.id, known_at=self._now)
            for utterance in unsure
            if utterance.id != returned.id
        ]

    def _tell_more(self, utterance: Utterance) -> list[Event]:
        """Learn from the turn of the return."""
        if self._returned is None:
            return []
        is_away_again = (
            self._outlook.announcement() is not None or self._waiting is not None
        )
        events = self._returned.hear(utterance, self._now, is_away_again=is_away_again)
        if self._returned.is_void:
            self._returned = None
        return events

    def _close_return(self) -> list[Event]:
        """Judge the hold that ended, once the turn of the return is over."""
        returned, self._returned = self._returned, None
        return [] if returned is None else returned.close(self._now)

    def _call_ended(self, at: int) -> list[Event]:
        since, self._agent_lost_since = self._agent_lost_since, None
        broken_off = [] if since is None else self._break_off(since)
        events = [*broken_off, *self._close_return()]
        waiting, self._waiting = self._waiting, None
        self._outlook.forget()
        events += [
            UtteranceDisregarded(utterance_id=utterance.id, known_at=self._now)
            for utterance in self._unsure
        ]
        self._unsure = []
        if waiting is None:
            return events
        back = waiting.back
        end = back.start if back and (back.brief or back.has_ended_hold) else at
        if end - waiting.hold.start < waiting.least:
            return [*events, *self._withdraw(waiting)]
        hold = replace(waiting.hold, end=end)
        events += waiting.clock.end(end, self._now)
        events.append(HoldEnded(hold=hold, known_at=self._now))
        self._returned = Aftermath(hold, self._language)
        return [*events, *self._close_return()]


def _side(speaker: Speaker) -> MusicSide:
    return "agent" if speaker is Speaker.AGENT else "customer"
