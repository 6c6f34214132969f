from collections.abc import Iterable

import pytest

from coach.audio_time import milliseconds, samples
from coach.detectors.hold.detector import HoldDetector
from coach.detectors.hold.settings import HoldSettings
from coach.events import (
    AdviceOffered,
    AdviceWithdrawn,
    CaptureLost,
    CaptureRestored,
    Event,
    FindingRaised,
    HeardEvent,
    Hold,
    HoldChanged,
    HoldEnded,
    HoldStarted,
    HoldWithdrawn,
    Speaker,
    SpeechStarted,
    UtteranceDisregarded,
    UtteranceFailed,
    UtteranceFinalised,
)
from tests.detectors.scripts import (
    AGENT,
    CUSTOMER,
    Line,
    Panel,
    heard,
    music,
    speech,
    utterance,
)

MINUTES = 60_000

OPENING: tuple[Line, ...] = (
    (AGENT, 500, 3_000, "Service desk, how can I help?"),
    (CUSTOMER, 3_500, 8_000, "My mail has been broken since this morning."),
)


def panel() -> Panel:
    """Return a panel of one hold detector with the default settings."""
    return Panel(HoldDetector(HoldSettings()))


def call(
    *lines: Line, also: Iterable[HeardEvent] = (), ends_ms: int = 5 * MINUTES
) -> Panel:
    """Return what is noticed in a call that opens as usual."""
    return panel().run(heard([*OPENING, *lines], ends_ms=ends_ms, also=also))


def holds(
    *lines: Line, also: Iterable[HeardEvent] = (), ends_ms: int = 5 * MINUTES
) -> list[Hold]:
    """Return the holds of a call that opens as usual, by start."""
    found = call(*lines, also=also, ends_ms=ends_ms).holds.values()
    return sorted(found, key=lambda hold: hold.start)


def span(hold: Hold) -> tuple[int, int | None]:
    """Return a hold's times in milliseconds."""
    return milliseconds(hold.start), hold.end and milliseconds(hold.end)


def talk(start_ms: int, *, until_ms: int = 5 * MINUTES) -> list[Line]:
    """Return ordinary talk until the end of the call."""
    lines: list[Line] = []
    at, speaker = start_ms, AGENT
    while at + 4_500 < until_ms:
        lines.append((speaker, at, at + 4_000, "And that is how it has always been."))
        at, speaker = at + 4_500, speaker.other
    return lines


def unheard(
    start_ms: int, end_ms: int, *, is_pause: bool = False
) -> list[CaptureLost | CaptureRestored]:
    """Return that both channels were lost, or paused."""
    start, end = samples(start_ms), samples(end_ms)
    return [
        event
        for speaker in (AGENT, CUSTOMER)
        for event in (
            CaptureLost(speaker=speaker, at=start, known_at=start, is_pause=is_pause),
            CaptureRestored(speaker=speaker, at=end, known_at=end),
        )
    ]


class TestAnnounced:
    def test_it_starts_after_the_reply_and_ends_with_the_return(self) -> None:
        """The customer's "sure" still belongs to the announcement."""
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "Can I put you on hold for thirty seconds?"),
            (CUSTOMER, 11_500, 12_000, "Sure."),
            (AGENT, 32_000, 36_000, "Thanks for waiting. It's the mail server."),
            *talk(36_500),
        )

        assert span(hold) == (12_000, 32_000)
        assert hold.announced
        assert hold.permission
        assert hold.thanked
        assert hold.promised == hold.limit == samples(30_000)
        assert not hold.checked_back

    @pytest.mark.parametrize(("silence_ms", "count"), [(3_223, 0), (3_225, 1)])
    def test_recognised_after_three_seconds(self, silence_ms: int, count: int) -> None:
        """A clear announcement is a hold from 3 s of silence on, known 224 ms later."""
        found = holds(
            (AGENT, 8_500, 11_000, "I'll put you on hold."),
            *talk(11_000 + silence_ms),
        )

        assert len(found) == count

    @pytest.mark.parametrize(("silence_ms", "count"), [(6_999, 0), (7_000, 1)])
    def test_patience_needs_a_real_absence(self, silence_ms: int, count: int) -> None:
        """After "one moment" a thinking pause is no hold."""
        found = holds(
            (AGENT, 8_500, 11_000, "One moment, please."), *talk(11_000 + silence_ms)
        )

        assert len(found) == count

    def test_without_a_reply(self) -> None:
        """Without a reply it starts when the agent stops."""
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "Hold on while I bring it up here."), *talk(19_000)
        )

        assert span(hold) == (11_000, 19_000)
        assert hold.promised is None

    def test_going_on_talking_cancels_it(self) -> None:
        """An announced hold that does not happen is none."""
        assert not holds(
            (AGENT, 8_500, 12_000, "I can put you on hold. But first, your name?"),
            (CUSTOMER, 12_500, 13_500, "Marta Vogel."),
            (
                AGENT,
                14_000,
                19_000,
                "And the building, and the floor you are sitting on?",
            ),
            (CUSTOMER, 19_500, 21_000, "Building five, third floor."),
            *talk(29_000),
        )

    def test_thanks_before_leaving(self) -> None:
        """A "thank you, I'll be right back" after the reply is part of it."""
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "May I put you on hold for a minute?"),
            (CUSTOMER, 11_500, 12_000, "Of course."),
            (AGENT, 12_500, 14_000, "Thank you. I'll be right back."),
            *talk(34_000),
        )

        assert span(hold) == (14_000, 34_000)
        assert hold.promised == samples(60_000)

    def test_the_answer_to_how_long(self) -> None:
        """A time said when the customer asks is a promise, too."""
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "I need to put you on hold."),
            (CUSTOMER, 11_500, 12_500, "How long will that take?"),
            (AGENT, 13_000, 14_000, "A minute or two."),
            *talk(54_000),
        )

        assert hold.promised == samples(120_000)

    def test_a_refusal(self) -> None:
        """Going away although the customer refused is a hold without permission."""
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "Can I put you on hold?"),
            (CUSTOMER, 11_500, 12_500, "No, I can't hold, I'm late."),
            *talk(32_000),
        )

        assert hold.announced
        assert not hold.permission

    def test_the_customer_announces_nothing(self) -> None:
        """A customer who asks the agent to hold is no hold."""
        assert not holds(
            (CUSTOMER, 8_500, 10_500, "Please hold the line, the door rang."),
            *talk(40_000),
        )


class TestWaiting:
    def test_muttering_does_not_end_it(self) -> None:
        """A customer who asks whether anybody is there still waits."""
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "Please hold for a minute."),
            (CUSTOMER, 31_000, 33_000, "Hello? Are you still there?"),
            *talk(61_000),
        )

        assert span(hold) == (11_000, 61_000)

    def test_an_okay_to_oneself_does_not_end_it(self) -> None:
        """One word after which the agent is silent again is no return."""
        noticed = call(
            (AGENT, 8_500, 11_000, "Please hold for a minute."),
            (AGENT, 21_000, 21_500, "Okay."),
            *talk(41_000),
        )

        assert [span(h) for h in noticed.holds.values()] == [(11_000, 41_000)]
        assert (
            UtteranceDisregarded(utterance_id="agent-21000", known_at=samples(24_500))
            in noticed.noticed
        )

    def test_an_okay_to_the_customer_ends_it(self) -> None:
        """One word that the customer answers is the return."""
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "Please hold for a minute."),
            (AGENT, 31_000, 31_500, "Okay."),
            (CUSTOMER, 32_000, 32_500, "Yes?"),
            *talk(33_000),
        )

        assert span(hold) == (11_000, 31_000)

    def test_an_okay_and_then_more(self) -> None:
        """One word and then a sentence: the return began with the word."""
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "Please hold for a minute."),
            (AGENT, 31_000, 31_500, "Okay."),
            (AGENT, 32_500, 36_000, "The server was restarted."),
            *talk(37_000),
        )

        assert span(hold) == (11_000, 31_000)

    def test_a_cough_does_not_end_it(self) -> None:
        """What has no words is no return, and its sound is taken back."""
        cough = utterance(AGENT, 21_000, 23_000, "")
        noticed = call(
            (AGENT, 8_500, 11_000, "Please hold for a minute."),
            *talk(41_000),
            also=[
                *speech(AGENT, 21_000, 23_000),
                UtteranceFailed(
                    utterance=cough, reason="phantom", known_at=samples(23_400)
                ),
            ],
        )

        assert [span(h) for h in noticed.holds.values()] == [(11_000, 41_000)]

    def test_a_return_in_pieces_is_no_overrun(self) -> None:
        """Short pauses in the agent's first sentence do not let the limit pass."""
        noticed = call(
            (AGENT, 8_500, 11_000, "Please hold."),
            also=[
                *speech(AGENT, 39_500, 40_000),
                *speech(AGENT, 40_300, 49_000),
                UtteranceFinalised(
                    utterance=utterance(AGENT, 39_500, 49_000, "It is the old server."),
                    known_at=samples(49_400),
                ),
            ],
            ends_ms=52_000,
        )

        assert [span(h) for h in noticed.holds.values()] == [(11_000, 39_500)]
        assert not any(f.kind == "hold-overrun" for f in noticed.findings.values())

    def test_the_return_is_seen_by_its_sound(self) -> None:
        """The hold ends on the screen before there are words."""
        made = panel().run(
            heard([(AGENT, 500, 3_000, "Please hold for a minute.")], ends_ms=4_000)[
                :-1
            ]
        )
        made.advance(samples(20_000))
        start = samples(20_000)
        made.feed(SpeechStarted(speaker=AGENT, at=start, known_at=start))
        (ended,) = made.advance(samples(21_424))

        assert isinstance(ended, HoldEnded)
        assert ended.hold.end == start


class TestMusic:
    @pytest.mark.parametrize("side", [AGENT, CUSTOMER])
    def test_music_makes_an_absence_a_hold(self, side: Speaker) -> None:
        """Nobody announced it, but the line went to music."""
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "I know that one."),
            *talk(29_000),
            also=music(side, 11_300, 28_800),
        )

        assert span(hold) == (11_000, 29_000)
        assert not hold.announced
        assert hold.music == side

    def test_music_that_sounds_like_speech(self) -> None:
        """Junk that was recognised in the agent's music is no return."""
        noticed = call(
            (AGENT, 8_500, 11_000, "Please hold for a minute."),
            (AGENT, 20_000, 24_000, "Thank you for watching this video."),
            *talk(41_000),
            also=music(AGENT, 11_300, 40_800),
        )

        assert [span(h) for h in noticed.holds.values()] == [(11_000, 41_000)]
        assert any(isinstance(e, UtteranceDisregarded) for e in noticed.noticed)

    def test_a_short_return_before_the_music_is_known_to_be_over(self) -> None:
        """Words said just after the music count once it is known to have ended."""
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "Please hold for a minute."),
            (AGENT, 41_000, 41_800, "Hello, I'm here."),
            *talk(44_000),
            also=music(AGENT, 11_300, 40_800),
        )

        assert span(hold) == (11_000, 41_000)

    def test_a_radio_behind_the_customer(self) -> None:
        """Music behind a customer who talks to the agent is no hold."""
        assert not holds(
            (CUSTOMER, 14_000, 20_000, "So what I wanted to tell you about my mail is"),
            *talk(21_000),
            also=music(CUSTOMER, 9_000, 60_000),
        )

    def test_a_customer_who_talks_in_what_seemed_music(self) -> None:
        """Who says so much was not waiting: there was no hold."""
        assert not holds(
            (AGENT, 8_500, 11_000, "Could you try that for me?"),
            (CUSTOMER, 16_000, 18_000, "so the key goes inside of the car"),
            *talk(19_000),
            also=music(CUSTOMER, 11_200, 18_200),
        )


class TestUnannounced:
    @pytest.mark.parametrize(
        ("silence_ms", "text", "count"),
        [
            (14_000, "Thanks for waiting.", 1),
            (14_000, "So I asked around, and the server was down.", 1),
            (14_000, "Sorry about the quiet, I was reading.", 0),
            (14_000, "Your account is locked.", 0),
            (7_900, "Thanks for waiting.", 0),
            (27_000, "Your account is locked.", 1),
        ],
    )
    def test_by_return_or_length(self, silence_ms: int, text: str, count: int) -> None:
        """Words of return tell of a hold; else only 25 s do."""
        back = 11_000 + silence_ms
        found = holds(
            (AGENT, 8_500, 11_000, "I see."),
            (AGENT, back, back + 3_000, text),
            *talk(back + 4_000),
        )

        assert [span(h) for h in found] == [(11_000, back)] * count

    def test_muttering_is_part_of_the_absence(self) -> None:
        """The absence goes on when the customer asks in vain."""
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "I see."),
            (CUSTOMER, 26_000, 28_000, "Hello? Anyone there?"),
            *talk(46_000),
        )

        assert span(hold) == (11_000, 46_000)

    @pytest.mark.parametrize(
        ("answer", "promised_ms"),
        [
            ("One minute. Okay.", 60_000),
            ("Work away, I'm going nowhere.", 60_000),
            (
                "But first I would like to know what all of that will cost us, please, "
                "and when.",
                None,
            ),
        ],
    )
    def test_a_time_and_an_absence_announce_it(
        self, answer: str, promised_ms: int | None
    ) -> None:
        """A time that the agent said promises it, unless the talk went on."""
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "So that's the guts of a minute, all right?"),
            (CUSTOMER, 11_500, 14_000, answer),
            *talk(54_000),
        )

        assert span(hold) == (14_000, 54_000)
        assert hold.announced == (promised_ms is not None)
        promised = None if hold.promised is None else milliseconds(hold.promised)
        assert promised == promised_ms

    def test_cutting_in_is_no_return(self) -> None:
        """Who talks over a long story was not away while it was told."""
        assert not holds(
            (CUSTOMER, 10_000, 40_000, "Then the window closed and I lost it all."),
            (AGENT, 38_000, 42_000, "Thanks for waiting, I have found your ticket."),
            ends_ms=50_000,
        )

    def test_a_customer_who_is_busy(self) -> None:
        """The agent who waits for the customer is not away."""
        assert not holds(
            (CUSTOMER, 8_500, 11_000, "One moment, let me go and look."), *talk(45_000)
        )

    def test_after_goodbye(self) -> None:
        """When the call is ending nobody waits."""
        assert not holds(
            (AGENT, 8_500, 11_000, "Thank you for calling, goodbye."), ends_ms=90_000
        )

    def test_a_customer_who_talks(self) -> None:
        """Listening to a long story is no absence."""
        story: list[Line] = [
            (CUSTOMER, at, at + 9_000, "And then it went on with the next message.")
            for at in range(8_500, 60_000, 10_000)
        ]
        assert not holds(*story, *talk(70_000))


class TestCheckBack:
    def test_it_ends_one_hold_and_begins_the_next(self) -> None:
        """Coming back to say that it takes longer splits the hold in two."""
        first, second = holds(
            (AGENT, 8_500, 11_000, "May I put you on hold for forty five seconds?"),
            (CUSTOMER, 11_500, 12_000, "All right."),
            (AGENT, 52_000, 56_000, "I'm still on it, I need thirty seconds more."),
            (CUSTOMER, 56_500, 57_000, "Go on."),
            (AGENT, 77_000, 80_000, "Thank you for holding. It is the tablet."),
            *talk(81_000),
        )

        assert span(first) == (12_000, 52_000)
        assert first.checked_back
        assert span(second) == (57_000, 77_000)
        assert not second.checked_back
        assert second.promised == samples(30_000)

    def test_news_with_still_in_them(self) -> None:
        """That something still runs is news, and the silence after it dead air."""
        assert (
            len(
                holds(
                    (AGENT, 8_500, 11_000, "Please hold for a minute."),
                    (
                        AGENT,
                        51_000,
                        58_000,
                        "Okay, the old installer is still running, and then "
                        "I'm going to kill the process and start the setup again.",
                    ),
                    (CUSTOMER, 58_500, 60_000, "You're the expert."),
                    *talk(73_000),
                )
            )
            == 1
        )

    def test_coming_back_with_news(self) -> None:
        """Back with an answer and away for another matter is no check-back."""
        first, _ = holds(
            (AGENT, 8_500, 11_000, "Hold on while I bring it up here."),
            (AGENT, 19_000, 23_000, "There it is. Can I put you on hold for a minute?"),
            *talk(43_000),
        )

        assert not first.checked_back


class TestLimits:
    def test_overruns_and_advice(self) -> None:
        """Advice at 24 s, an overrun at 30 s and one a minute later."""
        noticed = call((AGENT, 8_500, 11_000, "Please hold."), *talk(111_000)).noticed
        advice = [e for e in noticed if isinstance(e, AdviceOffered)]
        raised = [
            e.finding
            for e in noticed
            if isinstance(e, FindingRaised) and e.finding.kind == "hold-overrun"
        ]

        assert [milliseconds(e.at) for e in advice] == [35_000]
        assert [milliseconds(f.at) for f in raised] == [41_000, 101_000]
        assert any(isinstance(e, AdviceWithdrawn) for e in noticed)

    @pytest.mark.parametrize(("back_ms", "count"), [(40_999, 0), (41_300, 1)])
    def test_back_just_in_time(self, back_ms: int, count: int) -> None:
        """Whoever speaks again before the limit has not overrun."""
        found = call(
            (AGENT, 8_500, 11_000, "Please hold."), *talk(back_ms)
        ).findings.values()

        assert sum(f.kind == "hold-overrun" for f in found) == count

    def test_a_hold_that_the_call_ends(self) -> None:
        """A hold still going when the call ends, ends with it."""
        (hold,) = holds((AGENT, 8_500, 11_000, "Please hold."), ends_ms=60_000)

        assert span(hold) == (11_000, 60_000)

    def test_etiquette_when_it_is_over(self) -> None:
        """What was missing is told once the turn of the return is over."""
        noticed = call((AGENT, 8_500, 11_000, "Please hold."), *talk(31_000))
        (finding,) = noticed.findings.values()

        assert finding.kind == "hold-etiquette"
        assert finding.evidence["missing"] == ["permission", "estimate", "thanked"]


class TestTrouble:
    def test_a_gap_is_no_hold(self) -> None:
        """Silence because capture broke off is nobody's absence."""
        gap: list[HeardEvent] = [
            event
            for speaker in (AGENT, CUSTOMER)
            for event in (
                CaptureLost(
                    speaker=speaker, at=samples(12_000), known_at=samples(12_000)
                ),
                CaptureRestored(
                    speaker=speaker, at=samples(42_000), known_at=samples(42_000)
                ),
            )
        ]
        assert not holds((AGENT, 8_500, 11_000, "I see."), *talk(50_000), also=gap)

    def test_a_pause_ends_the_hold(self) -> None:
        """Whoever pauses listening is there, and what follows is nobody's waiting."""
        noticed = call(
            (AGENT, 8_500, 11_000, "Please hold for ten seconds."),
            *talk(80_000),
            also=unheard(18_000, 75_000, is_pause=True),
        )
        (hold,) = noticed.holds.values()

        assert span(hold) == (11_000, 18_000)
        assert noticed.findings == {}

    def test_a_pause_after_one_moment_is_no_hold(self) -> None:
        """The pause itself is what the agent announced."""
        assert not holds(
            (AGENT, 8_500, 11_000, "One moment, please, bear with me."),
            *talk(60_000),
            also=unheard(12_000, 50_000, is_pause=True),
        )

    @pytest.mark.parametrize(
        ("lost_ms", "end_ms"), [(999, 60_000), (1_000, 18_000), (30_000, 18_000)]
    )
    def test_a_hold_lasts_no_longer_than_is_known(
        self, lost_ms: int, end_ms: int
    ) -> None:
        """In a long loss the agent may have come back, in a short one not."""
        found = holds(
            (AGENT, 8_500, 11_000, "I'll put you on hold."),
            *talk(60_000),
            also=unheard(18_000, 18_000 + lost_ms),
        )

        assert span(found[0]) == (11_000, end_ms)

    def test_a_loss_of_the_customer_ends_no_hold(self) -> None:
        """The agent is still heard to be away."""
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "I'll put you on hold."),
            *talk(60_000),
            also=[e for e in unheard(18_000, 40_000) if e.speaker is CUSTOMER],
        )

        assert span(hold) == (11_000, 60_000)

    def test_an_overrun_before_a_loss_stands(self) -> None:
        """It ends with what is known of the hold; none comes after it."""
        noticed = call(
            (AGENT, 8_500, 11_000, "Please hold for ten seconds."),
            *talk(201_000),
            also=unheard(25_000, 200_000),
        )
        overruns = [f for f in noticed.findings.values() if f.kind == "hold-overrun"]

        assert [(milliseconds(f.start), f.end) for f in overruns] == [
            (21_000, samples(25_000))
        ]

    def test_a_loss_until_the_end(self) -> None:
        """The hold ends where the agent was last heard, not with the call."""
        also = [
            e for e in unheard(18_000, 99_000) if not isinstance(e, CaptureRestored)
        ]
        (hold,) = holds(
            (AGENT, 8_500, 11_000, "I'll put you on hold."), also=also, ends_ms=90_000
        )

        assert span(hold) == (11_000, 18_000)

    @pytest.mark.parametrize("late_ms", [100, 1_000, 6_000])
    def test_late_words_make_the_same_holds(self, late_ms: int) -> None:
        """Live words come late; the holds are the same in the end."""
        lines: list[Line] = [
            *OPENING,
            (AGENT, 8_500, 11_000, "Can I put you on hold for thirty seconds?"),
            (CUSTOMER, 11_500, 12_000, "Sure."),
            (AGENT, 52_000, 56_000, "Thanks for waiting, it's done now."),
            *talk(57_000, until_ms=90_000),
        ]
        record = heard(lines, ends_ms=100_000)
        late: list[tuple[int, int, HeardEvent]] = [
            (
                event.known_at
                + (samples(late_ms) if isinstance(event, UtteranceFinalised) else 0),
                number,
                event,
            )
            for number, event in enumerate(record)
        ]
        live = panel()
        for at, _, event in sorted(late, key=lambda item: item[:2]):
            live.advance(at)
            live.feed(event)

        assert live.holds == panel().run(record).holds

    def test_every_hold_that_starts_ends(self) -> None:
        """What starts is ended or withdrawn, whatever happens between."""
        noticed: list[Event] = call(
            (AGENT, 8_500, 11_000, "One moment, please."),
            (AGENT, 15_000, 17_000, "I've got it on the screen."),
            (AGENT, 20_000, 22_000, "Please hold."),
            (AGENT, 62_000, 62_500, "Okay."),
            ends_ms=70_000,
        ).noticed
        going: set[str] = set()
        for event in noticed:
            match event:
                case HoldStarted(hold=hold) | HoldChanged(hold=hold):
                    if hold.end is None:
                        going.add(hold.id)
                case HoldEnded(hold=hold):
                    going.discard(hold.id)
                case HoldWithdrawn(hold_id=name):
                    going.discard(name)

        assert not going
