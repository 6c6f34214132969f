"""The section ``[redaction]`` of the policy."""

from coach.settings import Settings


class RedactionSettings(Settings):
    """What is masked before anything is kept: in the words, and silenced in the sound.

    What is shown while the call goes on stays as it was heard.  docs/redaction.md says
    how each is recognised, and how well.
    """

    cards: bool = True
    """Numbers of payment cards, whole or broken off."""

    bank_accounts: bool = True
    """IBANs, and account, sort-code and routing numbers that are called so."""

    government_ids: bool = True
    """Social-security, national-insurance, passport, driving-licence and similar
    numbers."""

    passwords: bool = True
    """Passwords and passphrases that are said or spelled out."""

    codes: bool = True
    """One-time codes, PINs and the security codes of cards."""

    security_answers: bool = True
    """Answers to security questions: a mother's maiden name, a first pet, a date of
    birth."""

    emails: bool = True
    """E-mail addresses, written or spoken."""

    phone_numbers: bool = True
    """Telephone numbers; extensions are none."""
