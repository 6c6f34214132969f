"""The speech section of the policy: when somebody speaks, and what becomes words."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from coach.settings import Settings
from coach.speech.phantom_words import PHANTOM_PHRASES

Probability = Annotated[float, Field(ge=0, le=1)]
Milliseconds = Annotated[int, Field(ge=0, le=60_000)]
Decibels = Annotated[float, Field(ge=0, le=120)]


class SpeechSettings(Settings):
    """How speech, music and utterances are told from the two channels.

    Voice activity comes in windows of 32 ms; times are rounded up to whole windows.
    """

    onset: Probability = 0.5
    """Speech probability at which somebody begins to speak.  Source: Silero's own
    default for its models."""
    offset: Probability = 0.35
    """Speech probability below which a speaker counts as silent.  Source: Silero's
    own hysteresis, 0.15 under the onset."""
    min_speech_ms: Milliseconds = 96
    """Sound shorter than this is no speech, in milliseconds: clicks and taps are
    shorter, the shortest "mm" is not.  It is also how long a beginning takes to be
    certain."""
    min_speech_in_music_ms: Milliseconds = 320
    """The same while music plays on the channel, in milliseconds.  Source: measured on
    the sample calls; single notes pass for a syllable of 100 to 160 ms."""
    min_silence_ms: Milliseconds = 192
    """Silence that ends a segment of speech, in milliseconds.  Stops inside words
    (the closure of "p" or "k") last up to 150 ms."""
    endpoint_ms: Milliseconds = 416
    """Silence that ends an utterance of a speaker of whom little is known yet, in
    milliseconds.  Source: measured with tiny.en; shorter ones cut sentences, and
    longer ones only make the words come later."""
    endpoint_min_ms: Milliseconds = 352
    """The shortest silence that ends an utterance, for a speaker who hardly pauses, in
    milliseconds.  Less would gain nothing: the words take that long to recognise."""
    endpoint_max_ms: Milliseconds = 512
    """The longest silence that ends an utterance, for a speaker who pauses a lot, in
    milliseconds."""
    long_utterance_ms: Milliseconds = 6_000
    """From this length on, in milliseconds, ever shorter pauses end an utterance.
    Source: measured when all up to nine seconds took the recogniser the same time; now
    each fifth of a second costs its share."""
    max_utterance_ms: Annotated[int, Field(ge=2_000, le=28_000)] = 20_000
    """An utterance this long is cut at its quietest moment, in milliseconds.  Whisper
    hears at most 30 s at once."""
    lead_in_ms: Milliseconds = 320
    """Audio before the first speech window that the recogniser is given as well, in
    milliseconds: soft beginnings come before voice activity notices.  Source: measured
    with tiny.en; with 160 ms it lost many an "I" that began an utterance."""
    lead_out_ms: Milliseconds = 192
    """Audio after the last speech window that the recogniser is given as well, in
    milliseconds.  At most the silence that ends a segment, so that nothing has to be
    waited for."""
    partial_first_ms: Milliseconds = 704
    """Length of speech at which its first words are recognised, in milliseconds."""
    partial_interval_ms: Milliseconds = 1_504
    """While somebody speaks, time between two recognitions of what they have said so
    far, in milliseconds.  It has doubled when an utterance is ten seconds long, since
    all of it is recognised each time."""
    echo_gate_db: Decibels = 25.0
    """A voice this much fainter than the one on the other channel is that voice's
    echo, in decibels.  Source: the customer leaks into a headset's microphone 30 to
    45 dB down; two people's own voices rarely differ by more than 20 dB."""
    echo_own_db: Decibels = 12.0
    """Sound within this many decibels of a speaker's own usual loudness is never taken
    for echo."""
    echo_delay_ms: Milliseconds = 256
    """The longest delay of an echo, in milliseconds: a headset's own path takes a few,
    a conference bridge up to 200."""
    music_min_ms: Annotated[int, Field(ge=500, le=30_000)] = 2_000
    """Music shorter than this is no hold music, in milliseconds."""
    music_over_noise_db: Decibels = 10.0
    """How far music must rise above the channel's own noise, in decibels."""
    music_min_dbfs: Annotated[float, Field(ge=-90, le=0)] = -45.0
    """Music fainter than this is not hold music but something in the background, in
    decibels of full scale.  Source: hold music comes at the loudness of speech, −20 to
    −30; the other side's echo on a quiet line is under −45."""
    vocabulary: tuple[str, ...] = ()
    """Names of products, places and people that the recogniser should expect to hear,
    such as "Citrix" or "Marta Vogel".  Keep it under about fifty words."""
    min_confidence: Probability = 0.25
    """Words less certain than this are dropped: the exponential of the mean token
    log-probability, 0..1.  Source: Whisper's own limit is a mean of −1, which is 0.37;
    short answers on the telephone fall below it."""
    max_compression: Annotated[float, Field(ge=1, le=10)] = 2.4
    """Words that compress better than this are a recogniser repeating itself.  Source:
    Whisper's own limit."""
    phantom_phrases: tuple[str, ...] = PHANTOM_PHRASES
    """What Whisper writes when it hears nothing, in lower case and without
    punctuation: dropped where the evidence of speech is weak."""

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.offset > self.onset:
            raise ValueError("offset must not be greater than onset")
        if self.lead_out_ms > self.min_silence_ms:
            raise ValueError("lead_out_ms must not be greater than min_silence_ms")
        lengths = (self.endpoint_min_ms, self.endpoint_ms, self.endpoint_max_ms)
        if not self.min_silence_ms <= lengths[0] <= lengths[1] <= lengths[2]:
            raise ValueError(
                "min_silence_ms, endpoint_min_ms, endpoint_ms and endpoint_max_ms "
                "must be in ascending order"
            )
        if self.long_utterance_ms >= self.max_utterance_ms:
            raise ValueError("long_utterance_ms must be less than max_utterance_ms")
        return self
