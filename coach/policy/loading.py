"""Read a policy file, lay it over the defaults and check it."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coach.calls.settings import CallSettings
from coach.detectors import Detector
from coach.detectors.registry import load_detectors
from coach.errors import PolicyError
from coach.keeping.settings import KeepingSettings
from coach.nudges.evidence import EVIDENCE
from coach.nudges.settings import NudgeSettings
from coach.plain_file import read_plain_file
from coach.policy.nearest import nearest
from coach.policy.overlay import overlay
from coach.policy.policy import Policy, PolicyHead
from coach.policy.problems import (
    foreign_values,
    section_problems,
    unknown_key,
    wrong_value,
)
from coach.redaction.settings import RedactionSettings
from coach.scoring.answer_rules import rule_of
from coach.scoring.scorecard_settings import ScorecardSettings
from coach.settings import Settings
from coach.sharing.settings import SharingSettings
from coach.speech.settings import SpeechSettings

Table = Mapping[str, Any]

MAX_BYTES = 4 << 20
"""Of a policy file: many times the defaults with all their comments."""


def load_policy(
    path: Path | None, detectors: Sequence[type[Detector]] | None = None
) -> Policy:
    """Return the default policy with a file's changes.

    Args:
        path: The policy file; none for the defaults alone.
        detectors: Those whose sections the policy has; by default all installed.

    Raises:
        coach.errors.PolicyError: The file cannot be read, is not TOML, or says
            something that is not allowed; it names every such thing.
    """
    classes = load_detectors() if detectors is None else tuple(detectors)
    if path is None:
        return _default(classes)
    changes = _read(path)
    if problems := tuple(foreign_values(changes)):
        raise PolicyError(str(path), problems)
    return _laid_over(changes, classes, str(path))


def policy_from(content: Table, *, source: str) -> Policy:
    """Return the policy that a call was followed by, out of its kept content.

    Of a policy that another version of the program has written, what that did not know
    has its default.

    Args:
        content: Every value of it, as JSON has them.
        source: What to call it in an error.

    Raises:
        coach.errors.PolicyError: This version cannot make it any more.
    """
    return _laid_over(content, load_detectors(), source)


def _laid_over(
    changes: Table, classes: Sequence[type[Detector]], source: str
) -> Policy:
    """Return the default policy with changes.

    Raises:
        coach.errors.PolicyError: The changes say something that is not allowed.
    """
    merged, unlistable = overlay(_default(classes).model_dump(mode="json"), changes)
    sections, found = _sections(merged, classes)
    problems = (*unlistable, *found)
    if not problems:
        problems = tuple(
            _kind_problems(sections[("nudges",)], sections[("scorecard",)], classes)
        )
    if problems:
        raise PolicyError(source, problems)
    return Policy(
        name=merged["name"],
        speech=sections[("speech",)],
        calls=sections[("calls",)],
        nudges=sections[("nudges",)],
        sharing=sections[("sharing",)],
        scorecard=sections[("scorecard",)],
        redaction=sections[("redaction",)],
        keeping=sections[("keeping",)],
        detectors={cls.name: sections[("detectors", cls.name)] for cls in classes},
    )


def _default(classes: Sequence[type[Detector]]) -> Policy:
    return Policy(detectors={cls.name: cls.Settings() for cls in classes})


def _read(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises:
        coach.errors.PolicyError: It cannot be read, or is not TOML.
    """
    try:
        text = read_plain_file(path, most_bytes=MAX_BYTES).decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise PolicyError(str(path), (f"cannot be read: {reason}",)) from error
    except UnicodeDecodeError as error:
        raise PolicyError(str(path), ("is not UTF-8 text",)) from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(str(path), (_syntax_problem(str(error), text),)) from error
    except RecursionError as error:
        raise PolicyError(str(path), ("is nested too deeply",)) from error


def _syntax_problem(message: str, text: str) -> str:
    """Return the parser's message with its place in front."""
    what, _, place = message.rpartition(" (at ")
    place = place.removesuffix(")")
    if not place.startswith("line"):
        place = f"line {len(text.splitlines())}, at its end"
    return f"{place}: not TOML: {what[:1].lower()}{what[1:]}"


def _sections(
    merged: Table, classes: Sequence[type[Detector]]
) -> tuple[dict[tuple[str, ...], Any], tuple[str, ...]]:
    """Return the validated sections by path, and what is wrong with the others."""
    names = [cls.name for cls in classes]
    problems = [
        unknown_key((key,), [*Policy.model_fields, *(f"detectors.{n}" for n in names)])
        if key not in names
        else f"{key}: unknown key; nearest: detectors.{key}"
        for key in merged
        if key not in Policy.model_fields
    ]
    head = {key: merged[key] for key in ("version", "name")}
    _validate(PolicyHead, head, (), problems)

    models: dict[tuple[str, ...], type[Settings]] = {
        ("speech",): SpeechSettings,
        ("calls",): CallSettings,
        ("nudges",): NudgeSettings,
        ("sharing",): SharingSettings,
        ("scorecard",): ScorecardSettings,
        ("redaction",): RedactionSettings,
        ("keeping",): KeepingSettings,
    }
    given: dict[tuple[str, ...], object] = {
        ("speech",): merged["speech"],
        ("calls",): merged["calls"],
        ("nudges",): merged["nudges"],
        ("sharing",): merged["sharing"],
        ("scorecard",): merged["scorecard"],
        ("redaction",): merged["redaction"],
        ("keeping",): merged["keeping"],
    }
    if isinstance(detectors := merged["detectors"], Mapping):
        problems += [
            unknown_key(("detectors", name), names)
            for name in detectors
            if name not in names
        ]
        models |= {("detectors", cls.name): cls.Settings for cls in classes}
        given |= {("detectors", name): detectors[name] for name in names}
    else:
        problems.append(wrong_value(("detectors",), detectors, "a table"))
    sections = {
        path: _validate(model, given[path], path, problems)
        for path, model in models.items()
    }
    return sections, tuple(problems)


def _validate(
    model: type[Settings], given: object, path: tuple[str, ...], problems: list[str]
) -> Settings | None:
    """Return the section, or none and say in ``problems`` what is wrong with it."""
    if not isinstance(given, Mapping):
        problems.append(wrong_value(path, given, "a table"))
        return None
    try:
        # By way of JSON, so that its lists may become tuples where types are strict.
        return model.model_validate_json(json.dumps(given))
    except ValidationError as error:
        problems.extend(section_problems(error, model, given, path))
        return None


def _kind_problems(
    nudges: NudgeSettings,
    scorecard: ScorecardSettings,
    classes: Sequence[type[Detector]],
) -> list[str]:
    """Return a line for each rule about a kind that no detector raises."""
    known = list(
        dict.fromkeys([*EVIDENCE, *(k for c in classes for k in c.definitions)])
    )
    named = [
        (f"nudges.rules.{name}.{key}", kind)
        for name, rule in nudges.rules.items()
        for key, kind in (("kind", rule.kind), ("during", rule.during))
        if kind
    ]
    named += [
        (f"scorecard.questions.{name}.filled_from", kind)
        for name, question in scorecard.questions.items()
        if question.filled_from
        for kind in rule_of(question.filled_from).kinds
    ]
    return [
        f'{key}: got "{kind}", which no detector raises' + nearest(kind, known)
        for key, kind in named
        if kind not in known
    ]
