"""Who may do what: one line for each thing that the review server can be asked.

A route without a line here is not served: the server does not start.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from coach.sharing.protocol import API as SHARE_API
from coach.store.accounts import Role
from coach.store.audit import THIS_MACHINE

API = "/review/api"


class Right(Enum):
    """What a request needs.

    What one may not see is answered like what is not there, with 404.
    """

    OPEN = "open"
    """Nothing: the empty page, its files, and signing in.  Nothing of a call."""
    SIGNED_IN = "signed-in"
    """To have signed in; the answer holds only what one may see."""
    SEE = "see"
    """To see this call: an analyst their own, a reviewer any."""
    REVIEW = "review"
    """To see this call, and to be a reviewer."""
    DELETE = "delete"
    """To see this call, and to be an admin."""
    OVERSEE = "oversee"
    """To be a reviewer: it is about the calls of all."""
    ADMINISTER = "administer"
    """To be an admin."""
    KEEP_ACCOUNTS = "keep-accounts"
    """To be an admin of a team's server: this machine alone has no accounts."""
    OWN_MACHINE = "own-machine"
    """To see this call, on a personal install."""
    SHARE = "share"
    """A program with the token of an account, which is no session."""


OF_ONE_CALL = frozenset({Right.SEE, Right.REVIEW, Right.DELETE, Right.OWN_MACHINE})
"""The rights to a call; its uid is in the path."""

CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
"""Methods of changes: they bear the secret against requests forged by other pages."""

RIGHTS: Mapping[tuple[str, str], Right] = {
    # the page, the same for everybody
    ("GET", "/"): Right.OPEN,
    ("GET", "/review"): Right.OPEN,
    ("GET", "/review/"): Right.OPEN,
    ("GET", "/review/call/{uid}"): Right.OPEN,
    ("GET", "/review/precision"): Right.OPEN,
    ("GET", "/review/calibrations"): Right.OPEN,
    ("GET", "/review/accounts"): Right.OPEN,
    ("GET", "/review/audit"): Right.OPEN,
    ("GET", "/review/help"): Right.OPEN,
    ("GET", "/review/static/{name:path}"): Right.OPEN,
    # signing in and out
    ("GET", f"{API}/session"): Right.OPEN,
    ("POST", f"{API}/session"): Right.OPEN,
    ("DELETE", f"{API}/session"): Right.SIGNED_IN,
    ("PUT", f"{API}/session/password"): Right.SIGNED_IN,
    # the calls one may see
    ("GET", f"{API}/calls"): Right.SIGNED_IN,
    ("GET", f"{API}/analysts"): Right.SIGNED_IN,
    # one call
    ("GET", f"{API}/calls/{{uid}}"): Right.SEE,
    ("DELETE", f"{API}/calls/{{uid}}"): Right.DELETE,
    ("GET", f"{API}/calls/{{uid}}/audio"): Right.SEE,
    ("GET", f"{API}/calls/{{uid}}/peaks"): Right.SEE,
    ("GET", f"{API}/calls/{{uid}}/exports/report.json"): Right.SEE,
    ("GET", f"{API}/calls/{{uid}}/exports/words.vtt"): Right.SEE,
    ("GET", f"{API}/calls/{{uid}}/exports/findings.csv"): Right.SEE,
    ("GET", f"{API}/calls/{{uid}}/exports/contact-lens.json"): Right.SEE,
    ("GET", f"{API}/calls/{{uid}}/clips/{{finding}}"): Right.SEE,
    ("POST", f"{API}/calls/{{uid}}/messages"): Right.SEE,
    ("PUT", f"{API}/calls/{{uid}}/verdicts/{{finding}}"): Right.REVIEW,
    ("DELETE", f"{API}/calls/{{uid}}/verdicts/{{finding}}"): Right.REVIEW,
    ("POST", f"{API}/calls/{{uid}}/missed"): Right.REVIEW,
    ("DELETE", f"{API}/calls/{{uid}}/missed/{{id}}"): Right.REVIEW,
    ("PUT", f"{API}/calls/{{uid}}/review"): Right.REVIEW,
    ("POST", f"{API}/calls/{{uid}}/review/submit"): Right.REVIEW,
    ("POST", f"{API}/calls/{{uid}}/review/reopen"): Right.REVIEW,
    # what reviewers do beyond one call
    ("GET", f"{API}/precision"): Right.OVERSEE,
    ("GET", f"{API}/calibrations"): Right.OVERSEE,
    ("POST", f"{API}/calibrations"): Right.OVERSEE,
    ("GET", f"{API}/calibrations/{{id}}"): Right.OVERSEE,
    # what admins do
    ("GET", f"{API}/accounts"): Right.KEEP_ACCOUNTS,
    ("POST", f"{API}/accounts"): Right.KEEP_ACCOUNTS,
    ("PATCH", f"{API}/accounts/{{name}}"): Right.KEEP_ACCOUNTS,
    ("POST", f"{API}/accounts/{{name}}/token"): Right.KEEP_ACCOUNTS,
    ("DELETE", f"{API}/accounts/{{name}}/token"): Right.KEEP_ACCOUNTS,
    ("GET", f"{API}/audit"): Right.ADMINISTER,
    # from a personal install to a team's server
    ("POST", f"{API}/calls/{{uid}}/share"): Right.OWN_MACHINE,
    ("DELETE", f"{API}/calls/{{uid}}/share"): Right.OWN_MACHINE,
    # and what such programs ask of a team's server
    ("GET", SHARE_API): Right.SHARE,
    ("PUT", f"{SHARE_API}/calls/{{digest}}"): Right.SHARE,
    ("DELETE", f"{SHARE_API}/calls/{{digest}}"): Right.SHARE,
    ("GET", f"{SHARE_API}/calls/{{digest}}/sound"): Right.SHARE,
    ("PATCH", f"{SHARE_API}/calls/{{digest}}/sound"): Right.SHARE,
}
"""By method and path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks."""

    name: str
    """An account's, or :data:`coach.store.audit.THIS_MACHINE`."""
    role: Role

    @property
    def is_alone(self) -> bool:
        """Whether it is a personal install, where one person is all of them."""
        return self.name == THIS_MACHINE

    @property
    def may_review(self) -> bool:
        """Whether they are a reviewer: they see every call."""
        return self.role is not Role.ANALYST

    @property
    def may_administer(self) -> bool:
        """Whether they are an admin."""
        return self.role is Role.ADMIN

    @property
    def may_calibrate(self) -> bool:
        """Whether they may have several reviewers score a call; one alone cannot."""
        return self.may_review and not self.is_alone

    @property
    def may_keep_accounts(self) -> bool:
        """Whether they may change accounts, on a server that has some."""
        return self.may_administer and not self.is_alone

    def sees(self, analyst: str | None) -> bool:
        """Whether they see a call of an analyst's; nobody's calls are reviewers'."""
        return self.may_review or analyst == self.name

    def answers_for(self, analyst: str | None) -> bool:
        """Whether a call is theirs to reply about and to dispute."""
        return self.is_alone or analyst == self.name


def is_allowed(right: Right, actor: Actor) -> bool:
    """Whether somebody's role has a right, whichever the call."""
    match right:
        case Right.OPEN | Right.SIGNED_IN | Right.SEE:
            return True
        case Right.REVIEW | Right.OVERSEE:
            return actor.may_review
        case Right.DELETE | Right.ADMINISTER:
            return actor.may_administer
        case Right.OWN_MACHINE:
            return actor.is_alone
        case Right.KEEP_ACCOUNTS:
            return actor.may_keep_accounts
        case Right.SHARE:
            return False  # no session has it; see coach.web.review.gate
