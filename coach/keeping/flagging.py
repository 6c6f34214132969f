"""Which calls are worth a reviewer's time."""

from coach.events import Severity
from coach.keeping.settings import KeepingSettings
from coach.scoring.forms import Form

NO_FAULT = frozenset(("commitment",))
"""Kinds of findings that say what happened, and that nothing went wrong."""

_GRAVITY = {str(severity): rank for rank, severity in enumerate(Severity)}


def flags_of(report: Form, settings: KeepingSettings) -> tuple[str, ...]:
    """Return the kinds of findings for which a call is to be kept, each once.

    Args:
        report: ``coach.report/1``.
        settings: How grave a finding must be.
    """
    enough = _GRAVITY[settings.flag_severity]
    kinds = (
        finding["kind"]
        for finding in report["findings"]
        if finding["kind"] not in NO_FAULT and _GRAVITY[finding["severity"]] >= enough
    )
    return tuple(dict.fromkeys(kinds))


def is_to_be_kept(flags: tuple[str, ...], settings: KeepingSettings) -> bool:
    """Return whether a call with these flags is kept."""
    match settings.keep:
        case "all":
            return True
        case "flagged":
            return bool(flags)
        case "nothing":
            return False
