"""Finding every secret of a conversation."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coach.redaction.answers import Answers
from coach.redaction.echoes import echoed_runs, echoed_words
from coach.redaction.emails import find_emails
from coach.redaction.forms import joint_cards
from coach.redaction.kinds import Kind
from coach.redaction.labels import Label, labels_of
from coach.redaction.lines import Line
from coach.redaction.masking import Spot, tidy
from coach.redaction.numbered import Numbers
from coach.redaction.passwords import Passwords
from coach.redaction.pieces import Piece, read_pieces
from coach.redaction.runs import Run, find_runs


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A line, and what is plain to see in it without the others."""

    line: Line
    pieces: Sequence[Piece]
    labels: Sequence[Label]


def read(number: int, line: Line) -> Reading:
    """Read a line by itself.

    Args:
        number: Its place in the conversation.
        line: What was said.
    """
    pieces = read_pieces(number, line)
    return Reading(line, pieces, _unspelled(labels_of(number, line), pieces))


def find_spots(readings: Sequence[Reading]) -> list[list[Spot]]:
    """Return the secrets of each line, in any order.

    Args:
        readings: In the order in which the lines were begun.
    """
    lines = [reading.line for reading in readings]
    pieces = [reading.pieces for reading in readings]
    labels = [reading.labels for reading in readings]
    spots = find_emails(lines, pieces)
    passwords = Passwords(lines, labels, pieces)
    for listed in (
        passwords.find(),
        Answers(lines, labels, pieces).find(),
    ):
        for own, more in zip(spots, listed, strict=True):
            own += more
    spots = [tidy(line.text, own) for line, own in zip(lines, spots, strict=True)]
    spelled = {
        number: [(_signs(line, spot), spot.kind) for spot in own]
        for number, (line, own) in enumerate(zip(lines, spots, strict=True))
        if own
    }
    for own, more in zip(spots, echoed_words(lines, spots), strict=True):
        own += more
    covered = [
        ([spot.begin for spot in whole], whole)
        for whole in (
            tidy(line.text, own) for line, own in zip(lines, spots, strict=True)
        )
    ]
    numbers = Numbers(lines, labels)
    runs = find_runs(lines, pieces, labels)
    secret = {
        place: found
        for place, run in enumerate(runs)
        if not _is_covered(run, lines, covered) and (found := numbers.secret_of(run))
    }
    named = [numbers.is_innocent(run) for run in runs]
    for place in joint_cards(runs, named):
        secret.setdefault(place, (runs[place], "card"))
    for place, run in enumerate(runs):
        if place not in secret and not _is_covered(run, lines, covered):
            guess = numbers.guess_of(run)
            if guess:
                secret[place] = guess
    for told, kind in (
        *secret.values(),
        *echoed_runs(runs, secret, spelled, named, lines),
    ):
        for number, spot in _spots_of(told, kind, lines):
            spots[number].append(spot)
    for number, guesses in enumerate(passwords.guesses):
        spots[number] += [_called(guess, spots[number]) for guess in guesses]
    return spots


def _called(guess: Spot, spots: Sequence[Spot]) -> Spot:
    """Return a guess as what it is known to be, if a part of it is."""
    kinds = [
        spot.kind
        for spot in spots
        if spot.begin < guess.stop and guess.begin < spot.stop
    ]
    return replace(guess, kind=kinds[0]) if kinds else guess


def _unspelled(labels: Sequence[Label], pieces: Sequence[Piece]) -> list[Label]:
    """Return the labels that are no part of what is spelled: “lower case”."""
    spelled = {
        at
        for piece in pieces
        if piece.note == "sure"
        for at in range(piece.first, piece.last + 1)
    }
    return [label for label in labels if label.first not in spelled]


def _signs(line: Line, spot: Spot) -> str:
    """Return a spot's letters and digits, as spelling it would give them."""
    inside = line.text[spot.begin : spot.stop].lower()
    return "".join(sign for sign in inside if sign.isalnum())


def _is_covered(
    run: Run, lines: Sequence[Line], covered: Sequence[tuple[list[int], list[Spot]]]
) -> bool:
    """Whether all of a run has been found to be something else."""
    for piece in run.pieces:
        tokens = lines[piece.line].tokens
        begins, spots = covered[piece.line]
        place = bisect_right(begins, tokens[piece.first].begin) - 1
        if place < 0 or tokens[piece.last].stop > spots[place].stop:
            return False
    return True


def _spots_of(
    run: Run, kind: Kind, lines: Sequence[Line]
) -> Iterable[tuple[int, Spot]]:
    """Return a run's spot in each of its lines."""
    by_line: dict[int, tuple[int, int]] = {}
    for piece in run.pieces:
        first, _ = by_line.get(piece.line, (piece.first, 0))
        by_line[piece.line] = first, piece.last
    for number, (first, last) in by_line.items():
        tokens = lines[number].tokens
        if kind == "phone" and first and tokens[first - 1].text == "plus":
            first -= 1
        yield number, Spot(tokens[first].begin, tokens[last].stop, kind)
