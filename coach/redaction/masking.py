"""Masks in place of what is secret: in a text, in its words, and when it was said.

::

    text     my card is 4111 1111 1111 1111, okay?
    words    my|card|is|4111|1111|1111|1111,|okay?
    masked   my card is [card number], okay?
    words    my|card|is|[card number],      |okay?
    span                ├──────────────┤         padded, never beyond the utterance
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from coach.audio_time import samples
from coach.events import Speaker, Utterance, Word
from coach.redaction.kinds import MASK, MASKS, Kind

PAD_MS = 200
"""By how much a span is longer on either side than its words, in milliseconds.
Whisper's word times come from where its attention lies, not from the sound."""

LOOSE_PAD_MS = 1_000
"""The same where an utterance has no word times, in milliseconds: a place in the text
is then only roughly a time."""

LOOSE_SHARE = 5
"""And a fifth of the utterance more: in a long one the guess is further off."""

DIGIT_WEIGHT = 4
"""How much longer a digit takes to say than a letter: “seven” has four or five."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A secret in a text."""

    begin: int
    """Offset of its first character."""
    stop: int
    """Offset after its last."""
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """When something was said that is masked; it is to be silent in the sound."""

    speaker: Speaker
    start: int
    """First sample."""
    end: int
    """First sample after it."""
    kind: Kind


def tidy(text: str, spots: Iterable[Spot]) -> list[Spot]:
    """Return the spots in order; those that overlap, or of one kind that touch, as one.

    Spots of one kind touch where nothing but spaces and punctuation is between them.
    """
    found: list[Spot] = []
    for spot in sorted(spots, key=lambda one: (one.begin, one.stop, one.kind)):
        if spot.begin >= spot.stop:
            continue
        if found:
            last = found[-1]
            overlap = spot.begin < last.stop
            between = text[last.stop : spot.begin]
            if overlap or (
                spot.kind == last.kind and not any(map(str.isalnum, between))
            ):
                found[-1] = Spot(last.begin, max(last.stop, spot.stop), last.kind)
                continue
        found.append(spot)
    return found


def masked_text(text: str, spots: Sequence[Spot]) -> str:
    """Return the text with a mask in place of each spot.

    Args:
        text: As it was said.
        spots: As :func:`tidy` returns them.
    """
    parts: list[str] = []
    done = 0
    for spot in spots:
        parts += [text[done : spot.begin], MASKS[spot.kind]]
        done = spot.stop
    return "".join([*parts, text[done:]])


def masked_spans(text: str, redacted: str) -> list[tuple[int, int, str]]:
    """Return where in a text the masks of its redacted form stand, and which.

    Args:
        text: As it was said.
        redacted: The same, masked.
    """
    masks = MASK.findall(redacted)
    kept = MASK.split(redacted)
    spans: list[tuple[int, int, str]] = []
    place = len(kept[0])
    for number, mask in enumerate(masks, 1):
        is_last = number == len(masks)
        after = kept[number]
        stop = len(text) - len(after) if is_last else text.find(after, place + 1)
        spans.append((place, stop, mask))
        place = stop + len(after)
    return spans


def secrets_of(text: str, redacted: str) -> dict[str, str]:
    """Return what was masked in a text, each with its mask.

    Args:
        text: As it was said.
        redacted: The same, masked.
    """
    return {
        text[start:stop]: mask
        for start, stop, mask in masked_spans(text, redacted)
        if stop > start and text[start:stop] != mask
    }


def masked(
    utterance: Utterance, spots: Sequence[Spot]
) -> tuple[Utterance, list[Redaction]]:
    """Return the utterance masked, and when the spots were said.

    Words whose text is not that of the utterance are left out: what they hide is not
    known.

    Args:
        utterance: As it was heard.
        spots: As :func:`tidy` returns them.
    """
    if not spots:
        return utterance, []
    clock = _Clock(utterance)
    redactions = []
    for spot in spots:
        start, end = clock.span(spot)
        redactions.append(
            Redaction(
                speaker=utterance.speaker,
                start=max(start, utterance.start),
                end=min(end, utterance.end),
                kind=spot.kind,
            )
        )
    changed = replace(
        utterance,
        text=masked_text(utterance.text, spots),
        words=_masked_words(utterance, spots, clock.places),
    )
    return changed, redactions


def word_places(utterance: Utterance) -> list[tuple[int, int]] | None:
    """Return where each word stands in the text; None where text and words disagree."""
    places: list[tuple[int, int]] = []
    cursor = 0
    for word in utterance.words:
        written = word.text.strip()
        place = utterance.text.find(written, cursor)
        if place < 0 or utterance.text[cursor:place].strip():
            return None
        cursor = place + len(written)
        places.append((place, cursor))
    return None if utterance.text[cursor:].strip() else places


def _masked_words(
    utterance: Utterance,
    spots: Sequence[Spot],
    places: Sequence[tuple[int, int]] | None,
) -> tuple[Word, ...]:
    """Return the words; those of a spot, and of two spots in one word, become one."""
    if places is None:
        return ()
    groups: list[tuple[int, int, list[Spot]]] = []
    for spot in spots:
        first, last = _words_of(spot, places)
        if groups and first <= groups[-1][1]:
            begun, end, inside = groups.pop()
            groups.append((begun, max(end, last), [*inside, spot]))
        else:
            groups.append((first, last, [spot]))
    words: list[Word] = []
    done = 0
    for first, last, inside in groups:
        words += utterance.words[done:first]
        words.append(_one_word(utterance, (first, last), places, inside))
        done = last + 1
    return (*words, *utterance.words[done:])


def _words_of(spot: Spot, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the first and the last word that a spot touches."""
    first = bisect_right(places, spot.begin, key=lambda place: place[1])
    first = min(first, len(places) - 1)
    last = bisect_left(places, spot.stop, key=lambda place: place[0]) - 1
    return first, max(first, last)


def _one_word(
    utterance: Utterance,
    group: tuple[int, int],
    places: Sequence[tuple[int, int]],
    spots: Sequence[Spot],
) -> Word:
    first, last = group
    begin, stop = places[first][0], places[last][1]
    moved = [
        Spot(max(spot.begin, begin) - begin, min(spot.stop, stop) - begin, spot.kind)
        for spot in spots
    ]
    return Word(
        start=utterance.words[first].start,
        end=max(word.end for word in utterance.words[first : last + 1]),
        text=masked_text(utterance.text[begin:stop], moved),
    )


class _Clock:
    """Turns a place in an utterance's text into a time, generously."""

    def __init__(self, utterance: Utterance) -> None:
        self._utterance = utterance
        self.places = word_places(utterance) if utterance.words else None
        self._weights: list[int] = []

    def span(self, spot: Spot) -> tuple[int, int]:
        """Return the first sample of a spot and the first after it, padded."""
        if self.places:
            pad = samples(PAD_MS)
            first, last = _words_of(spot, self.places)
            words = self._utterance.words[first : last + 1]
            return words[0].start - pad, max(word.end for word in words) + pad
        utterance = self._utterance
        if not self._weights:
            self._weights = [
                0,
                *accumulate(
                    DIGIT_WEIGHT if one.isdigit() else 1 for one in utterance.text
                ),
            ]
        length = utterance.end - utterance.start
        whole = max(1, self._weights[-1])
        pad = samples(LOOSE_PAD_MS) + length // LOOSE_SHARE
        return (
            utterance.start + length * self._weights[spot.begin] // whole - pad,
            utterance.start + length * self._weights[spot.stop] // whole + pad,
        )
