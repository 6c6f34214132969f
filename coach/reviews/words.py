"""What people write about a call, made fit to be kept."""

from coach.errors import UnfitReviewError
from coach.policy.policy import Policy
from coach.redaction import redact_text

MOST_CHARACTERS = 4_000
"""Of one note, comment or message: a page and a half."""


def fit_words(text: str, policy: Policy, *, key: str, needed: bool = False) -> str:
    """Return a text as it is kept: without the blanks round it, and redacted.

    Args:
        text: As it was written.
        policy: Says what is masked.
        key: What to call it in an error.
        needed: Whether there must be one.

    Raises:
        UnfitReviewError: It is too long, holds what no text does, or is missing.
    """
    text = text.strip()
    if needed and not text:
        raise UnfitReviewError(key, "is empty")
    if len(text) > MOST_CHARACTERS:
        reason = f"has {len(text)} characters; at most {MOST_CHARACTERS} are kept"
        raise UnfitReviewError(key, reason)
    if "\0" in text or not _is_unicode(text):
        raise UnfitReviewError(key, "holds characters that are no text")
    return redact_text(text, policy.redaction)


def _is_unicode(text: str) -> bool:
    """Return whether a text can be written: a lone surrogate cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
