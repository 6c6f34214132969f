import pytest

from coach.audio_time import milliseconds, samples
from coach.detectors.interruption.detector import InterruptionDetector
from coach.detectors.interruption.settings import InterruptionSettings
from coach.events import (
    CaptureLost,
    Finding,
    FindingRaised,
    FindingWithdrawn,
    PartialRecognised,
    SpeechStarted,
    SpeechStopped,
    UtteranceFailed,
    UtteranceFinalised,
    Word,
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

STORY = "and then it showed the same message again that I told you about last week"


def detector() -> InterruptionDetector:
    """Return a detector with the default settings."""
    return InterruptionDetector(InterruptionSettings())


def found(*lines: Line) -> list[Finding]:
    """Return the interruptions in a call of these lines."""
    return list(Panel(detector()).run(heard(lines, ends_ms=60_000)).findings.values())


def cut_in(start_ms: int, end_ms: int, other_end_ms: int, text: str) -> list[Finding]:
    """Return what is found when the agent speaks over a story that began at 1 s."""
    return found(
        (CUSTOMER, 1_000, other_end_ms, STORY), (AGENT, start_ms, end_ms, text)
    )


class TestWhatIsAnInterruption:
    def test_taking_the_floor(self) -> None:
        """The agent starts in the middle of a sentence and goes on."""
        (finding,) = cut_in(5_100, 8_000, 6_400, "Did you restart your laptop?")

        assert finding.speaker is AGENT
        assert milliseconds(finding.start) == 5_100
        assert finding.end == samples(6_400)
        assert milliseconds(finding.at) == 6_300
        assert finding.definition == "interruption/1"
        assert finding.evidence == {
            "overtalk_ms": 1_300,
            "floor_ms": 4_100,
            "interrupter_ms": 2_900,
            "other_stopped": True,
            "words": "did you restart",
        }
        assert finding.explanation == (
            "You started while the customer was 4.1 s into their turn "
            "and talked over them for 1.3 s."
        )

    def test_the_customer_may_be_the_one(self) -> None:
        """A customer who talks over the agent is recorded as the interrupter."""
        (finding,) = found(
            (AGENT, 1_000, 6_000, STORY),
            (CUSTOMER, 4_500, 8_000, "No, don't you blame me for this!"),
        )

        assert finding.speaker is CUSTOMER
        assert finding.explanation.startswith("The customer started while you were")

    @pytest.mark.parametrize(("overtalk_ms", "count"), [(599, 0), (600, 1), (601, 1)])
    def test_overtalk_at_the_threshold(self, overtalk_ms: int, count: int) -> None:
        """600 ms of overtalk are enough, one less is not."""
        assert (
            len(cut_in(5_000, 8_000, 5_000 + overtalk_ms, "Let's try this instead."))
            == count
        )

    @pytest.mark.parametrize(("floor_ms", "count"), [(599, 0), (600, 1), (601, 1)])
    def test_floor_at_the_threshold(self, floor_ms: int, count: int) -> None:
        """The other must have had the floor for 600 ms."""
        assert len(cut_in(1_000 + floor_ms, 6_000, 4_000, "Let's try this.")) == count

    @pytest.mark.parametrize(
        ("length_ms", "text", "count"),
        [
            (1_000, "Wait, stop there.", 1),
            (1_000, "Mm-hm, right.", 0),
            (1_300, "Oh, okay, got it.", 0),
            (2_000, "Yeah, okay, right, I see.", 0),
            (2_100, "Yeah, okay, right, I see.", 1),
            (1_300, "Sorry, go ahead.", 0),
            (900, "Ha ha ha.", 0),
            (1_499, "Oh guys, alright.", 0),
            (1_500, "Oh guys, alright.", 1),
            (1_200, "Yet, yet.", 0),
            (1_200, "Did you restart?", 1),
        ],
    )
    def test_backchannels_by_length_and_words(
        self, length_ms: int, text: str, count: int
    ) -> None:
        """Words that only acknowledge are a backchannel up to two seconds."""
        assert len(cut_in(5_000, 5_000 + length_ms, 12_000, text)) == count

    def test_a_murmur_disturbs_nobody(self) -> None:
        """Words that nobody knows count only when the other stops for them."""
        assert not cut_in(5_000, 6_000, 6_001, "Yet, yet.")
        assert len(cut_in(5_000, 6_001, 6_000, "Yet, yet.")) == 1

    def test_two_acknowledgements_are_not_one_long_one(self) -> None:
        """The pause between them is no speech."""
        assert not found(
            (CUSTOMER, 1_000, 12_000, STORY),
            (AGENT, 5_000, 5_700, "Yet."),
            (AGENT, 6_200, 6_900, "Yet."),
        )

    def test_a_few_words_may_be_how_a_cut_in_begins(self) -> None:
        """“Sixty people”, a breath, and then all the rest of it."""
        (finding,) = found(
            (CUSTOMER, 1_000, 13_000, STORY),
            (AGENT, 9_500, 10_250, "Sixty people."),
            (AGENT, 10_700, 13_900, "So this could come up sixty more times."),
        )
        assert finding.start == samples(9_500)

    def test_what_was_confirmed_is_not_undone_by_a_few_more_words(self) -> None:
        """“Wait, wait”, and then words that claim nothing."""
        (finding,) = found(
            (CUSTOMER, 1_000, 9_000, STORY),
            (AGENT, 5_000, 5_700, "Wait, stop there."),
            (AGENT, 6_100, 7_000, "You change department."),
        )
        assert finding.speaker is AGENT

    @pytest.mark.parametrize(("pause_ms", "count"), [(1_000, 1), (1_001, 0)])
    def test_starting_at_the_end_of_a_breath(self, pause_ms: int, count: int) -> None:
        """Who pauses for a breath and goes on at that moment had not finished."""
        again = 5_000 + pause_ms
        assert (
            len(
                found(
                    (CUSTOMER, 1_000, 5_000, STORY),
                    (AGENT, again - 100, again + 4_000, "Nobody gets that code."),
                    (CUSTOMER, again, again + 2_500, "and he left no number."),
                )
            )
            == count
        )

    def test_an_answer_in_a_pause_is_no_interruption(self) -> None:
        """Who starts after a while, and is then talked over, did not cut in."""
        assert not [
            finding
            for finding in found(
                (CUSTOMER, 1_000, 5_000, STORY),
                (AGENT, 5_400, 8_000, "Which version do you run?"),
                (CUSTOMER, 5_900, 8_000, "and it was the third time."),
            )
            if finding.speaker is AGENT
        ]

    def test_who_comes_back_late_had_ended(self) -> None:
        """An answer a little early, and then the other adds something."""
        assert not [
            finding
            for finding in found(
                (CUSTOMER, 1_000, 9_000, STORY),
                (AGENT, 8_800, 14_000, "Which version do you run, the old one?"),
                (CUSTOMER, 9_900, 12_900, "and it was the third time."),
            )
            if finding.speaker is AGENT
        ]

    def test_backchannels_do_not_add_up(self) -> None:
        """Three sounds of a listener are three, though no long pause parts them."""
        assert not found(
            (CUSTOMER, 1_000, 12_000, STORY),
            (AGENT, 5_000, 5_400, "Mm-hm."),
            (AGENT, 6_300, 6_700, "Right."),
            (AGENT, 7_500, 7_900, "Mm-hm."),
        )

    def test_a_few_words_before_the_other_breathes(self) -> None:
        """The other's comma does not end what they were saying."""
        (finding,) = found(
            (CUSTOMER, 1_000, 10_400, STORY),
            (CUSTOMER, 10_900, 15_000, STORY),
            (AGENT, 9_500, 10_250, "Sixty people."),
            (AGENT, 11_000, 13_900, "So this could come up sixty more times."),
        )
        assert finding.speaker is AGENT

    def test_going_on_after_a_breath_is_no_second_interruption(self) -> None:
        """One cut-in, however often its speaker breathes."""
        (finding,) = found(
            (CUSTOMER, 1_000, 9_500, STORY),
            (AGENT, 6_000, 7_200, "And did you restart them?"),
            (AGENT, 7_900, 10_500, "I mean the phones, all of them."),
        )
        assert finding.start == samples(6_000)

    def test_talking_over_somebody_in_pieces(self) -> None:
        """Both take breath; the one who goes on when the other gives up cut in."""
        (finding,) = found(
            (CUSTOMER, 1_000, 6_000, STORY),
            (CUSTOMER, 6_450, 7_500, "when I put her on the"),
            (AGENT, 5_970, 6_450, "I know,"),
            (AGENT, 6_930, 9_000, "I know, but that one is a different insurer."),
        )

        assert milliseconds(finding.start) == 5_970

    def test_short_words_count_from_their_end(self) -> None:
        """What words alone can tell was known at the end of the utterance."""
        (finding,) = cut_in(5_000, 6_000, 12_000, "Wait, stop there.")

        assert finding.at == samples(6_000)

    @pytest.mark.parametrize("overlap_ms", [100, 200, 300, 500])
    def test_a_turn_that_was_just_ending(self, overlap_ms: int) -> None:
        """Answering a touch early is no interruption."""
        assert not cut_in(5_000, 9_000, 5_000 + overlap_ms, "I'll look at that now.")

    def test_a_pause_does_not_end_a_turn(self) -> None:
        """After a pause in which nobody else spoke the turn goes on."""
        (finding,) = found(
            (CUSTOMER, 1_000, 5_000, STORY),
            (CUSTOMER, 6_000, 9_000, STORY),
            (AGENT, 6_400, 9_500, "Which version do you run?"),
        )

        assert finding.evidence["floor_ms"] == 5_400

    def test_a_new_turn_begins_after_the_other_spoke(self) -> None:
        """Two seconds ago does not count when the agent has spoken since."""
        assert not found(
            (CUSTOMER, 1_000, 5_000, STORY),
            (AGENT, 5_200, 6_200, "And on Monday?"),
            (CUSTOMER, 6_500, 9_000, STORY),
            (AGENT, 7_000, 9_500, "Which version do you run?"),
        )

    def test_two_who_start_at_once(self) -> None:
        """Nobody interrupts when both begin after a pause."""
        assert not found(
            (CUSTOMER, 1_000, 5_000, STORY),
            (CUSTOMER, 7_000, 10_000, STORY),
            (AGENT, 7_200, 9_500, "Which version do you run?"),
        )

    def test_starting_just_after_a_short_pause(self) -> None:
        """In the middle of a turn a pause makes nobody's start simultaneous."""
        (finding,) = found(
            (AGENT, 1_000, 5_000, STORY),
            (AGENT, 5_700, 7_500, "you would have known that you have to save"),
            (CUSTOMER, 5_900, 9_000, "No, don't you blame me for this!"),
        )

        assert finding.speaker is CUSTOMER

    def test_one_cut_in_is_found_once(self) -> None:
        """A short pause of the one who was cut in upon makes no second finding."""
        (finding,) = found(
            (AGENT, 1_000, 5_000, STORY),
            (CUSTOMER, 4_900, 9_000, "No, don't you blame me for this!"),
            (AGENT, 5_200, 6_500, "you would have known that you have to save"),
        )

        assert finding.start == samples(4_900)

    def test_starting_at_a_comma(self) -> None:
        """A short pause in a sentence is no invitation."""
        (finding,) = found(
            (CUSTOMER, 1_000, 5_000, STORY),
            (AGENT, 5_100, 8_000, "Which version do you run?"),
            (CUSTOMER, 5_300, 6_800, "and this afternoon I have a demo"),
        )

        assert finding.speaker is AGENT
        assert finding.start == samples(5_300)

    def test_taking_the_turn_back(self) -> None:
        """The one who was interrupted does not interrupt by finishing."""
        (finding,) = found(
            (CUSTOMER, 1_000, 6_000, STORY),
            (AGENT, 5_000, 9_000, "Which version do you run, by the way?"),
            (CUSTOMER, 7_000, 9_500, "Let me finish what I was saying"),
        )

        assert finding.speaker is AGENT

    def test_a_grunt_and_then_a_turn(self) -> None:
        """A grunt under the last words and then a turn is no interruption."""
        panel = Panel(detector())
        said = utterance(AGENT, 5_000, 8_000, "Mm-hm. So what did you do then?")
        timed = (
            Word(start=samples(5_000), end=samples(5_600), text="Mm-hm."),
            Word(start=samples(6_000), end=samples(6_300), text="So"),
            Word(start=samples(6_300), end=samples(6_600), text="what"),
            Word(start=samples(6_600), end=samples(8_000), text="did you do then?"),
        )
        said = type(said)(
            id=said.id,
            speaker=AGENT,
            start=said.start,
            end=said.end,
            text=said.text,
            words=timed,
        )
        events = heard([(CUSTOMER, 1_000, 5_650, STORY)], ends_ms=30_000)
        events += [
            *speech(AGENT, 5_000, 8_000),
            UtteranceFinalised(utterance=said, known_at=said.end),
        ]
        panel.run(sorted(events, key=lambda e: e.known_at))

        assert not panel.findings

    def test_an_echo_of_the_customer(self) -> None:
        """The customer's own words in the agent's microphone are not the agent's."""
        assert not cut_in(
            3_000, 9_000, 9_000, "same message again that I told you about last week"
        )

    def test_a_whole_transcript_line(self) -> None:
        """Lines of a transcript overlap by their times alone."""
        (finding,) = found(
            (CUSTOMER, 5_500, 17_800, "Hello. " + STORY),
            (AGENT, 16_700, 20_000, "Did you restart? Because that usually helps."),
        )

        assert finding.evidence["overtalk_ms"] == 1_100


class TestSoundWithoutWords:
    def test_raised_by_sound_as_soon_as_it_is_certain(self) -> None:
        """The sound suffices: known 256 ms after the agent spoke for 1.2 s."""
        panel = Panel(detector())
        panel.feed(SpeechStarted(speaker=CUSTOMER, at=0, known_at=0))
        panel.feed(
            SpeechStarted(speaker=AGENT, at=samples(3_000), known_at=samples(3_096))
        )

        assert not panel.advance(samples(4_455))
        (raised,) = panel.advance(samples(4_456))
        assert isinstance(raised, FindingRaised)
        assert raised.finding.at == samples(4_200)
        assert raised.finding.end is None

    def test_a_stop_known_late_is_in_time(self) -> None:
        """Speech that stopped before 1.2 s is never raised by its sound."""
        panel = Panel(detector())
        panel.feed(SpeechStarted(speaker=CUSTOMER, at=0, known_at=0))
        panel.feed(SpeechStarted(speaker=AGENT, at=samples(3_000), known_at=49_536))
        panel.feed(
            SpeechStopped(speaker=AGENT, at=samples(4_199), known_at=samples(4_391))
        )

        assert not panel.advance(samples(9_000))

    @pytest.mark.parametrize("reason", ["phantom", "low-confidence"])
    def test_a_cough_is_withdrawn(self, reason: str) -> None:
        """Sound that has no words was a cough, or laughter."""
        panel = Panel(detector())
        panel.feed(SpeechStarted(speaker=CUSTOMER, at=0, known_at=0))
        for event in speech(AGENT, 3_000, 5_000):
            panel.feed(event)
        assert panel.findings
        cough = utterance(AGENT, 3_000, 5_000, "")
        panel.feed(
            UtteranceFailed(utterance=cough, reason=reason, known_at=samples(5_400))
        )

        assert not panel.findings

    def test_a_failing_recogniser_withdraws_nothing(self) -> None:
        """When words could not be had the sound stands."""
        panel = Panel(detector())
        panel.feed(SpeechStarted(speaker=CUSTOMER, at=0, known_at=0))
        for event in speech(AGENT, 3_000, 5_000):
            panel.feed(event)
        panel.feed(
            UtteranceFailed(
                utterance=utterance(AGENT, 3_000, 5_000, ""),
                reason="recognition-error",
                known_at=samples(5_400),
            )
        )

        assert panel.findings

    def test_partials_hold_a_backchannel_back(self) -> None:
        """A partial that only acknowledges keeps the sound from being raised."""
        panel = Panel(detector())
        panel.feed(SpeechStarted(speaker=CUSTOMER, at=0, known_at=0))
        panel.feed(SpeechStarted(speaker=AGENT, at=48_000, known_at=48_000))
        panel.feed(
            PartialRecognised(
                utterance=utterance(AGENT, 3_000, 4_000, "Yeah, okay,"),
                stable=0,
                known_at=samples(4_100),
            )
        )
        assert not panel.advance(samples(5_200))

        panel.feed(
            PartialRecognised(
                utterance=utterance(AGENT, 3_000, 5_200, "Yeah, okay, but which"),
                stable=0,
                known_at=samples(5_210),
            )
        )
        assert panel.advance(samples(5_300))

    def test_late_words_find_what_they_belong_to(self) -> None:
        """Words that come seconds later still withdraw."""
        panel = Panel(detector())
        panel.feed(SpeechStarted(speaker=CUSTOMER, at=0, known_at=0))
        for event in speech(AGENT, 3_000, 4_700):
            panel.feed(event)
        panel.advance(samples(9_000))
        said = utterance(AGENT, 3_000, 4_700, "Okay, yeah, I see.")
        events = panel.feed(UtteranceFinalised(utterance=said, known_at=samples(5_100)))

        assert [type(event) for event in events] == [FindingWithdrawn]

    def test_hold_music_is_nobody(self) -> None:
        """What voice activity makes of hold music interrupts nobody."""
        panel = Panel(detector())
        panel.run(
            [
                SpeechStarted(speaker=CUSTOMER, at=0, known_at=0),
                *sorted(
                    [*speech(AGENT, 3_100, 9_000), *music(AGENT, 3_000, 9_500)],
                    key=lambda event: event.known_at,
                ),
            ]
        )

        assert not panel.findings

    def test_a_gap_makes_nobody_interrupt(self) -> None:
        """What was cut off by lost capture is not judged."""
        panel = Panel(detector())
        panel.feed(SpeechStarted(speaker=CUSTOMER, at=0, known_at=0))
        panel.feed(SpeechStarted(speaker=AGENT, at=48_000, known_at=48_000))
        panel.feed(CaptureLost(speaker=CUSTOMER, at=60_000, known_at=60_000))

        assert not panel.advance(samples(9_000))
