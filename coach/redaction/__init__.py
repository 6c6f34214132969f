"""Masking what must not last: card numbers, passwords, codes and the like.

``redact`` reads what was heard of a call, with who said what before what;
``redact_text`` a text that stands alone.  Both are pure.  What is masked, and how well,
is in docs/redaction.md.
"""

from coach.redaction.masking import Redaction
from coach.redaction.redacting import Redacted, redact, redact_text, redact_value
from coach.redaction.reports import redact_report
from coach.redaction.settings import RedactionSettings

__all__ = [
    "Redacted",
    "Redaction",
    "RedactionSettings",
    "redact",
    "redact_report",
    "redact_text",
    "redact_value",
]
