"""Reports of calls that nobody made, for tests of what is made of many."""

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from coach.batch.reading import report_path
from coach.scoring.forms import Form

REFERENCE = Path(__file__).parent.parent / "data" / "reports" / "angry-upgrade.json"
_TEXT = REFERENCE.read_text()


def report(**changes: Mapping[str, Any] | Sequence[Any]) -> dict[str, Any]:
    """Return a report of a real call, with changes in its parts.

    Args:
        changes: By part: a mapping is laid over it, anything else stands in its place.
    """
    form: dict[str, Any] = json.loads(_TEXT)
    for part, change in changes.items():
        if isinstance(change, Mapping):
            form[part] = form[part] | deepcopy(dict(change))
        else:
            form[part] = deepcopy(list(change))
    return form


def finding(kind: str = "dead-air", start_ms: int = 10_000, **changes: object) -> Form:
    """Return a finding of 12 seconds."""
    return {
        "id": f"{kind}-{start_ms}",
        "kind": kind,
        "speaker": None,
        "start_ms": start_ms,
        "end_ms": start_ms + 12_000,
        "at_ms": start_ms + 10_000,
        "severity": "notice",
        "definition": f"{kind}/1",
        "evidence": {"length_ms": 12_000},
        "explanation": "Nobody spoke for 12 s.",
        **changes,
    }


def hold(start_ms: int, end_ms: int, promised_ms: int | None = None) -> Form:
    """Return a hold that was announced."""
    return {
        "start_ms": start_ms,
        "end_ms": end_ms,
        "announced": True,
        "permission": False,
        "promised_ms": promised_ms,
        "checked_back": False,
        "thanked": True,
        "music": "none",
    }


def put(folder: Path, **forms: Form) -> list[str]:
    """Write reports into a folder, and return their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, form in forms.items():
        report_path(folder, name).write_text(json.dumps(form))
    return list(forms)
