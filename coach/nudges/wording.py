"""Fill the texts of nudges from evidence, and check beforehand that they will fit."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import assert_never

from coach.nudges.evidence import EVIDENCE, Evidence
from coach.nudges.rule import NudgeRule

TITLE_CHARACTERS = 42
"""Longest title: two lines of the overlay at 320 pixels, read at a glance."""

BODY_CHARACTERS = 120
"""Longest body: two short sentences."""

QUOTE_CHARACTERS = 40
"""Longest quotation of somebody's words in a text; the rest becomes an ellipsis."""

_LONGEST_DURATION_MS = (59 * 60 + 59) * 1000
_LARGEST_COUNT = 99
_LOWEST_SCORE = -0.99


def duration(ms: int) -> str:
    """Return a length of time as people say it: ``95 s``, ``2 min 10 s``, ``1 h``."""
    seconds = max(ms, 0) // 1000
    if seconds < 120:
        return f"{seconds} s"
    if seconds < 3600:
        large, small, units = seconds // 60, seconds % 60, ("min", "s")
    else:
        large, small, units = seconds // 3600, seconds % 3600 // 60, ("h", "min")
    return f"{large} {units[0]}" + (f" {small} {units[1]}" if small else "")


def clip(text: str, limit: int) -> str:
    """Return ``text`` in one line of at most ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def placeholders(template: str) -> tuple[str, ...]:
    """Return the names in braces, in order.

    Raises:
        ValueError: A brace is left open, or holds more than a name.
    """
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        raise ValueError("a brace is left open; write {{ for a brace itself") from None
    names = []
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise ValueError("braces must hold the name of a piece of evidence")
        names.append(name)
    return tuple(names)


def fill(
    template: str,
    evidence: Mapping[str, object],
    *,
    words: Mapping[str, str],
    limit: int,
) -> str | None:
    """Return ``template`` with its placeholders replaced, in one line.

    Args:
        template: Text with names of evidence in braces.
        evidence: As in a finding.
        words: What to write for a value, such as ``next_steps``.
        limit: Characters; longer texts are cut with an ellipsis.

    Returns:
        The text, or none when the evidence lacks something it needs.
    """
    values = {}
    for name in placeholders(template):
        value = _value(name, evidence, words)
        if value is None:
            return None
        values[name] = value
    return clip(template.format_map(values), limit)


def grown(kind: str, evidence: Mapping[str, object], ms: int) -> Mapping[str, object]:
    """Return the evidence as it is ``ms`` later, for what goes on growing."""
    keys = EVIDENCE.get(kind, {})
    return {
        key: value + ms
        if key in keys and keys[key].grows and isinstance(value, int)
        else value
        for key, value in evidence.items()
    }


def problems(
    rule: NudgeRule, words: Mapping[str, str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what is wrong with a rule's conditions and texts.

    Args:
        rule: Any rule; for a kind that is not ours only the braces are checked.
        words: What to write for a value.

    Yields:
        The key inside the rule, and what is wrong with it and allowed instead.
    """
    known = EVIDENCE.get(rule.kind)
    if known is not None:
        yield from _condition_problems(rule, known)
    for key, template, limit in (
        ("title", rule.title, TITLE_CHARACTERS),
        ("body", rule.body, BODY_CHARACTERS),
    ):
        problem = _text_problem(template, limit, known, words)
        if problem:
            yield (key,), problem


def _condition_problems(
    rule: NudgeRule, known: Mapping[str, Evidence]
) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, allowed in rule.when.items():
        if key not in known:
            names = ", ".join(sorted(known))
            yield (
                ("when", key),
                f"{rule.kind} has no such evidence; allowed: {names}",
            )
            continue
        choices: tuple[object, ...] = known[key].values
        if known[key].form == "flag":
            choices = (True, False)
        for value in allowed:
            if choices and not any(_same(value, choice) for choice in choices):
                shown = ", ".join(_written(choice) for choice in choices)
                yield ("when", key), f"got {_written(value)}; allowed: {shown}"


def _text_problem(
    template: str,
    limit: int,
    known: Mapping[str, Evidence] | None,
    words: Mapping[str, str],
) -> str | None:
    try:
        names = placeholders(template)
    except ValueError as error:
        return f"got {_written(template)}: {error}"
    if known is None:
        filled = template.format_map(dict.fromkeys(names, ""))
    else:
        worst = _worst_case(known, words)
        unknown = [name for name in names if name not in worst]
        if unknown:
            allowed = ", ".join(f"{{{name}}}" for name in sorted(worst)) or "none"
            return f"unknown placeholder {{{unknown[0]}}}; allowed: {allowed}"
        filled = template.format_map(worst)
    if len(filled) > limit:
        return (
            f"up to {len(filled)} characters when filled in, such as "
            f"{_written(filled)}; allowed: at most {limit}"
        )
    return None


def _worst_case(
    known: Mapping[str, Evidence], words: Mapping[str, str]
) -> dict[str, str]:
    """Return the longest text each placeholder can reasonably become."""
    worst: dict[str, str] = {}
    for key, evidence in known.items():
        match evidence.form:
            case "duration" | "moment":
                sample: object = _LONGEST_DURATION_MS
            case "count":
                sample = _LARGEST_COUNT
            case "score":
                sample = _LOWEST_SCORE
            case "choice":
                sample = max(evidence.values, key=lambda v: len(words.get(v, v)))
            case "list":
                sample = evidence.values
            case "text":
                sample = "x" * QUOTE_CHARACTERS
            case "flag":
                continue
            case _:
                assert_never(evidence.form)
        stem = key.removesuffix("_ms")
        for name in (key,) if stem == key else (stem, f"{stem}_s"):
            text = _value(name, {key: sample}, words)
            if text is not None:
                worst[name] = text
    return worst


def _value(
    name: str, evidence: Mapping[str, object], words: Mapping[str, str]
) -> str | None:
    """Return what a placeholder becomes, or none when there is nothing to write."""
    for key, write in (
        (f"{name}_ms", duration),
        (f"{name.removesuffix('_s')}_ms", lambda ms: str(ms // 1000)),
    ):
        ms = evidence.get(key)
        if isinstance(ms, int) and not isinstance(ms, bool):
            return write(ms)
    return _plain(evidence.get(name), words)


def _plain(value: object, words: Mapping[str, str]) -> str | None:
    match value:
        case None | bool():
            return None
        case str():
            # A choice is written out; what somebody said is quoted, within reason.
            return words.get(value) or clip(value, QUOTE_CHARACTERS) or None
        case float():
            return f"{value:.2f}"
        case list() | tuple():
            parts = [part for item in value if (part := _plain(item, words))]
            if len(parts) < 2:
                return parts[0] if parts else None
            return f"{', '.join(parts[:-1])} and {parts[-1]}"
        case _:
            return clip(str(value), QUOTE_CHARACTERS)


def _same(value: object, other: object) -> bool:
    return type(value) is type(other) and value == other


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
