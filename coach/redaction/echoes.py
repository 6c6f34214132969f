"""Secrets said again: read back by the agent, spelled, or repeated further on."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from coach.redaction.kinds import Kind
from coach.redaction.lines import Line, Token
from coach.redaction.masking import Spot
from coach.redaction.runs import Run
from coach.redaction.signs import MONTHS, UNITS
from coach.redaction.vocabulary import ACKNOWLEDGEMENTS, FUNCTION_WORDS, JOINERS

NEAR: Final = 12
"""Lines around a secret in which a part of it is taken for it."""

LEAST_DIGITS: Final = 3
"""Digits of a secret that are known again."""

LEAST_LETTERS: Final = 4
"""Letters of a password or an answer that are known again."""

_WORDY: Final = frozenset(("password", "security-answer", "email"))


def echoed_words(
    lines: Sequence[Line], spots: Sequence[Sequence[Spot]]
) -> list[list[Spot]]:
    """Return where passwords, answers and addresses are said again, word for word.

    Args:
        lines: In order.
        spots: Those found in each line.
    """
    secrets: dict[str, list[tuple[tuple[str, ...], Kind, int]]] = defaultdict(list)
    parts: dict[str, list[tuple[int, Kind]]] = defaultdict(list)
    for number, (line, own) in enumerate(zip(lines, spots, strict=True)):
        begins = [token.begin for token in line.tokens] if own else []
        for spot in own:
            if spot.kind not in _WORDY:
                continue
            first, stop = (
                bisect_left(begins, spot.begin),
                bisect_left(begins, spot.stop),
            )
            tokens = [one for one in line.tokens[first:stop] if one.kind != "mark"]
            if spot.kind == "security-answer" or any(
                one.kind == "digits" or len(one.text) == 1 for one in tokens
            ):
                for one in tokens:  # of “Reset!2024”, or “Novak, N O V A K”
                    if _is_part(one):
                        parts[one.text].append((number, spot.kind))
            letters = "".join(one.text for one in tokens if len(one.text) == 1)
            if spot.kind == "security-answer" and len(letters) >= 4:
                parts[letters].append((number, spot.kind))
            if tokens and _is_telling(tokens, spot.kind):
                said = tuple(token.text for token in tokens)
                secrets[said[0]].append((said, spot.kind, number))
    found: list[list[Spot]] = [[] for _ in lines]
    for number, line in enumerate(lines if parts else ()):
        for token in line.tokens:
            near = parts.get(token.text, ())[:8]
            for origin, kind in near:
                if 0 < number - origin <= 2 and not token.raw.islower():
                    found[number].append(Spot(token.begin, token.stop, kind))
    if not secrets:
        return found
    for number, line in enumerate(lines):
        tokens = [token for token in line.tokens if token.kind != "mark"]
        for at, token in enumerate(tokens):
            for said, kind, origin in secrets.get(token.text, ())[:8]:
                stop = at + len(said)
                if (
                    (abs(number - origin) <= NEAR or kind == "email")
                    and stop <= len(tokens)
                    and all(tokens[at + n].text == word for n, word in enumerate(said))
                ):
                    spot = Spot(token.begin, tokens[stop - 1].stop, kind)
                    found[number].append(spot)
    return found


def _is_part(token: Token) -> bool:
    """Whether a word is known again without the rest of its secret."""
    return (
        len(token.text) >= 4
        and not token.raw.islower()
        and token.kind == "word"
        and token.text not in FUNCTION_WORDS
        and token.text not in UNITS
        and token.text not in MONTHS
    )


def _is_telling(tokens: Sequence[Token], kind: Kind) -> bool:
    """Whether words are so much a secret's that they are one wherever they are said."""
    said = [token.text for token in tokens]
    if kind == "security-answer" and all(token.raw.islower() for token in tokens):
        return False
    letters = sum(len(word) for word in said)
    common = all(
        word in FUNCTION_WORDS
        or word in JOINERS
        or word in ACKNOWLEDGEMENTS
        or word in UNITS
        or (word.isdigit() and len(said) == 1 and len(word) < 6)
        for word in said
    )
    return letters >= LEAST_LETTERS and not common and len(said) <= 12


def echoed_runs(
    runs: Sequence[Run],
    secret: Mapping[int, tuple[Run, Kind]],
    spelled: Mapping[int, Sequence[tuple[str, Kind]]],
    is_named: Sequence[bool],
    lines: Sequence[Line],
) -> list[tuple[Run, Kind]]:
    """Return the runs that repeat a part of a secret near them.

    Args:
        runs: Of the conversation.
        secret: Of those that are secret, what is, by place in ``runs``.
        spelled: By line, secrets in words as signs: small letters and digits.
        is_named: Whether each run is named in its own line as something not secret.
        lines: In order.
    """
    by_line: dict[int, list[tuple[str, Kind]]] = defaultdict(list)
    for told, kind in secret.values():
        for number in {told.pieces[0].line, told.pieces[-1].line}:
            by_line[number].append((told.signs, kind))
    for number, listed in spelled.items():
        by_line[number].extend(listed)
    found: list[tuple[Run, Kind]] = []
    for place, run in enumerate(runs):
        if place in secret or is_named[place]:
            continue
        echoed = _echo(run, by_line, lines)
        if echoed is not None:
            found.append((run, echoed))
    return found


def _echo(
    run: Run, by_line: Mapping[int, Sequence[tuple[str, Kind]]], lines: Sequence[Line]
) -> Kind | None:
    signs = "".join(filter(str.isalnum, run.signs))
    if len(signs) > 64:
        return None
    least = LEAST_DIGITS if not _is_alone(run, lines) else 2
    if len(signs) < least:
        return None
    number = run.pieces[0].line
    for near in range(number - NEAR, number + NEAR + 1):
        for told, kind in by_line.get(near, ())[:16]:
            if signs in told or (len(told) >= 4 and told in signs):
                return kind
    return None


def _is_alone(run: Run, lines: Sequence[Line]) -> bool:
    """Whether a run is all that its line says."""
    line = lines[run.pieces[0].line]
    covered = {
        at
        for piece in run.pieces
        if piece.line == run.pieces[0].line
        for at in range(piece.first, piece.last + 1)
    }
    return all(
        at in covered or _is_filler(token) for at, token in enumerate(line.tokens)
    )


def _is_filler(token: Token) -> bool:
    return (
        token.kind == "mark" or token.text in JOINERS or token.text in ACKNOWLEDGEMENTS
    )
