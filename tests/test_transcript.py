import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio_time import samples
from coach.errors import TranscriptError
from coach.events import (
    CallEnded,
    HeardEvent,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    Utterance,
    UtteranceFailed,
    UtteranceFinalised,
    Word,
)
from coach.record import Record
from coach.transcript import (
    SCHEMA,
    may_be_transcript,
    parse_line,
    parse_transcript,
    read_transcript,
    record_of,
    transcript_of,
)
from tests.data import CALLS
from tests.schemas import TRANSCRIPT, violations

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER


def said(
    speaker: Speaker, start_ms: int, end_ms: int, text: str = "hello"
) -> Utterance:
    """Return what somebody said."""
    return Utterance(
        id=f"{speaker}-{start_ms}",
        speaker=speaker,
        start=samples(start_ms),
        end=samples(end_ms),
        text=text,
    )


def form(*utterances: object, schema: object = SCHEMA) -> bytes:
    """Return a transcript's file."""
    return json.dumps({"schema": schema, "utterances": utterances}).encode()


def line(**changes: object) -> str:
    """Return a good line of a live transcript with these changes."""
    good = {"speaker": "customer", "start_ms": 40, "end_ms": 900, "text": "It broke."}
    return json.dumps({**good, **changes})


@st.composite
def utterances(draw: st.DrawFn) -> list[Utterance]:
    """Draw utterances that overlap more often than not."""
    found = []
    for _ in range(draw(st.integers(0, 8))):
        speaker = draw(st.sampled_from(Speaker))
        start, length = draw(st.integers(0, 30)), draw(st.integers(0, 15))
        text = draw(st.sampled_from(["yes", "no", ""]))
        found.append(said(speaker, start, start + length, text))
    return found


class TestParseTranscript:
    def test_utterances_come_in_order(self) -> None:
        """Whatever the order in the file, the call goes forward."""
        data = form(json.loads(line(start_ms=50)), json.loads(line(speaker="agent")))

        assert violations(json.loads(data), TRANSCRIPT) == []
        transcript = parse_transcript(data, source="call.json")

        assert [u.id for u in transcript.utterances] == ["agent-40", "customer-50"]
        assert transcript.problems == ()

    def test_an_empty_call_is_a_call(self) -> None:
        """A transcript without utterances is no error."""
        assert parse_transcript(form(), source="c").utterances == ()

    def test_labels_are_told_from_a_transcript(self) -> None:
        """They lie beside the recordings, and are JSON with utterances too."""
        path = CALLS / "angry-upgrade.json"
        with pytest.raises(TranscriptError) as caught:
            read_transcript(path)

        assert str(caught.value) == (
            f"{path}: these are labels for `coach evaluate`; to follow the call, name "
            "its recording or a transcript (coach.transcript/1)"
        )

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"hello", "not JSON (line 1, column 1)"),
            (b"[]", "not a transcript: no JSON object"),
            (b"{}", "schema is null, not 'coach.transcript/1'"),
            (form(schema="coach.report/1"), "schema is 'coach.report/1', not"),
            (b'{"schema": "coach.transcript/1"}', "utterances is not a list"),
            (form({}, {}), "utterance 1: speaker is null"),
            (
                form(json.loads(line()), json.loads(line(end_ms=12))),
                "utterance 2: end_ms 12 is before start_ms 40",
            ),
        ],
    )
    def test_errors_are_one_clear_line(self, data: bytes, reason: str) -> None:
        """What is wrong is said with the name of the source and of the utterance."""
        with pytest.raises(TranscriptError) as caught:
            parse_transcript(data, source="call.json")

        assert str(caught.value).startswith(f"call.json: {reason}")
        assert "\n" not in str(caught.value)

    @given(st.binary(max_size=60) | st.text(max_size=60))
    def test_anything_else_is_refused_nicely(self, data: bytes | str) -> None:
        """No input whatever gets through but by the contract, or with a traceback."""
        with pytest.raises(TranscriptError):
            parse_transcript(data, source="call.json")


class TestReadTranscript:
    def test_reads_a_file(self, tmp_path: Path) -> None:
        """A file is read as its text is."""
        path = tmp_path / "call.json"
        path.write_bytes(form(json.loads(line())))

        assert may_be_transcript(path)
        assert len(read_transcript(path).utterances) == 1

    def test_missing_file(self, tmp_path: Path) -> None:
        """A file that is not there is named."""
        path = tmp_path / "none.json"

        with pytest.raises(TranscriptError, match=r"none\.json: no such file"):
            read_transcript(path)
        assert may_be_transcript(path)

    def test_folder(self, tmp_path: Path) -> None:
        """A folder is no transcript, and says why."""
        with pytest.raises(TranscriptError, match=r"[Dd]irectory|denied"):
            read_transcript(tmp_path)

    @pytest.mark.parametrize("data", [b"RIFF\xff\xff", b"[]", b'{"schema": 1}'])
    def test_other_files_are_none(self, tmp_path: Path, data: bytes) -> None:
        """Files of other forms are passed over without an error."""
        path = tmp_path / "other.json"
        path.write_bytes(data)

        assert not may_be_transcript(path)


class TestParseLine:
    def test_final_unless_it_says_not(self) -> None:
        """A line is a final utterance; a partial says so; both have the same id."""
        final, is_final = parse_line(line(), source="stdin", number=1)
        partial, is_partial_final = parse_line(
            line(final=False, end_ms=500), source="stdin", number=2
        )

        assert (is_final, is_partial_final) == (True, False)
        assert partial.id == final.id
        assert (
            violations(json.loads(line(final=False)), f"{TRANSCRIPT}#/$defs/line") == []
        )

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("hello", "not JSON (line 1, column 1)"),
            ("[]", "not a JSON object"),
            (line(start_ms=-5), "start_ms -5 is negative"),
            (line(final="no"), "final is 'no', not true or false"),
        ],
    )
    def test_errors_name_the_line(self, text: str, reason: str) -> None:
        """A wrong line is named by its number."""
        with pytest.raises(TranscriptError) as caught:
            parse_line(text, source="stdin", number=7)

        assert str(caught.value) == f"stdin: line 7: {reason}"


class TestTranscriptOf:
    def test_touching_utterances_stay(self) -> None:
        """An utterance may end where the same speaker's next begins."""
        transcript = transcript_of([said(AGENT, 0, 500), said(AGENT, 500, 900)])

        assert [u.end for u in transcript.utterances] == [samples(500), samples(900)]
        assert transcript.problems == ()

    def test_self_overlap_cuts_the_earlier_short(self) -> None:
        """One speaker cannot say two things at once; the report will say so."""
        transcript = transcript_of([said(AGENT, 0, 501), said(AGENT, 500, 900)])

        assert [u.end for u in transcript.utterances] == [samples(500), samples(900)]
        assert [(p.code, p.detail) for p in transcript.problems] == [
            (
                "self-overlap",
                "1 utterance cut short where the same speaker's next begins: "
                "agent at 0 ms",
            )
        ]

    def test_words_are_cut_with_their_utterance(self) -> None:
        """No word lies beyond the end of its utterance."""
        words = (Word(start=samples(200), end=samples(700), text="hello"),)
        long = Utterance(
            id="agent-0",
            speaker=AGENT,
            start=0,
            end=samples(700),
            text="hello",
            words=words,
        )

        cut = transcript_of([long, said(AGENT, 500, 900)]).utterances[0]

        assert cut.words == (Word(start=samples(200), end=samples(500), text="hello"),)

    def test_both_speakers_may_overlap(self) -> None:
        """Overtalk is no problem of a transcript."""
        both = [said(AGENT, 0, 800), said(CUSTOMER, 400, 900)]

        transcript = transcript_of(both)

        assert list(transcript.utterances) == both
        assert transcript.problems == ()

    def test_same_start_same_speaker(self) -> None:
        """Two utterances from the same millisecond both stay, under their own ids."""
        transcript = transcript_of([said(AGENT, 0, 500, "a"), said(AGENT, 0, 800, "b")])

        assert [(u.id, u.end, u.text) for u in transcript.utterances] == [
            ("agent-0", 0, "a"),
            ("agent-0-2", samples(800), "b"),
        ]

    @given(utterances(), st.randoms(use_true_random=False))
    def test_order_of_the_file_does_not_matter(
        self, given_: list[Utterance], chance: object
    ) -> None:
        """Any order of the same utterances makes the same transcript."""
        shuffled = list(given_)
        chance.shuffle(shuffled)  # type: ignore[attr-defined]

        assert transcript_of(shuffled) == transcript_of(given_)

    @given(utterances())
    def test_is_tidy(self, given_: list[Utterance]) -> None:
        """Nothing is lost, ids are unique, nobody overlaps themselves."""
        transcript = transcript_of(given_)
        tidy = transcript.utterances

        assert len(tidy) == len(given_) == len({u.id for u in tidy})
        for speaker in Speaker:
            own = [u for u in tidy if u.speaker is speaker]
            assert all(a.end <= b.start for a, b in pairwise(own))
        assert transcript_of(tidy).problems == ()


class TestRecordOf:
    def test_speech_is_as_long_as_the_utterances(self) -> None:
        """Voice activity, words and the end of the call, each at its own time."""
        hello = said(AGENT, 100, 900)

        assert record_of([hello]) == [
            SpeechStarted(speaker=AGENT, at=samples(100), known_at=samples(100)),
            SpeechStopped(speaker=AGENT, at=samples(900), known_at=samples(900)),
            UtteranceFinalised(utterance=hello, known_at=samples(900)),
            CallEnded(at=samples(900), known_at=samples(900)),
        ]

    @pytest.mark.parametrize(("gap_ms", "stretches"), [(0, 1), (1, 2)])
    def test_touching_utterances_are_one_stretch(
        self, gap_ms: int, stretches: int
    ) -> None:
        """Speech goes on from one utterance to the next without a stop between."""
        record = record_of([said(AGENT, 0, 500), said(AGENT, 500 + gap_ms, 900)])

        assert sum(isinstance(event, SpeechStarted) for event in record) == stretches
        assert sum(isinstance(event, UtteranceFinalised) for event in record) == 2

    def test_nothing_said_is_no_words(self) -> None:
        """An utterance without words was heard but not recognised."""
        record = record_of([said(CUSTOMER, 0, 500, "")])

        assert isinstance(record[2], UtteranceFailed)
        assert record[2].reason == "no-words"

    def test_may_end_later_than_the_last_word(self) -> None:
        """A call may go on in silence."""
        record = record_of([said(AGENT, 0, 500)], ended_at=samples(2_000))

        assert record[-1] == CallEnded(at=samples(2_000), known_at=samples(2_000))

    def test_never_ends_before_the_last_word(self) -> None:
        """An end that is too early moves to where the words end."""
        record = record_of([said(AGENT, 0, 500)], ended_at=samples(200))

        assert record[-1] == CallEnded(at=samples(500), known_at=samples(500))

    def test_an_empty_call_ends_at_once(self) -> None:
        """Without utterances there is only the end."""
        assert record_of([]) == [CallEnded(at=0, known_at=0)]

    @given(utterances())
    def test_is_in_canonical_order(self, given_: list[Utterance]) -> None:
        """A record of a transcript is what a record of a recording is."""
        events = record_of(iter(transcript_of(given_).utterances))
        record = Record()
        for event in reversed(events):
            record.append(event)

        assert events == list(record.in_order())

    @given(utterances())
    def test_speech_starts_and_stops_in_turn(self, given_: list[Utterance]) -> None:
        """Of each speaker, every start is followed by its stop, and by nothing else."""
        events = record_of(transcript_of(given_).utterances)

        for speaker in Speaker:
            kinds = [
                type(event)
                for event in events
                if isinstance(event, SpeechStarted | SpeechStopped)
                and event.speaker is speaker
            ]
            assert kinds == [SpeechStarted, SpeechStopped] * (len(kinds) // 2)

    @given(utterances())
    def test_words_are_within_the_speech(self, given_: list[Utterance]) -> None:
        """When somebody's words are known, that stretch of their speech has begun."""
        events: list[HeardEvent] = record_of(transcript_of(given_).utterances)
        begun: dict[Speaker, int] = {}
        for event in events:
            match event:
                case SpeechStarted(speaker=speaker, at=at):
                    begun[speaker] = at
                case UtteranceFinalised(utterance=u) | UtteranceFailed(utterance=u):
                    assert begun[u.speaker] <= u.start
