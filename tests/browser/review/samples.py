"""What a review server answers: people, and calls as they come in a week."""

import hashlib
import random
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from coach.evaluation.tally import wilson
from tests.browser.review.desk import Asked, Desk

Form = dict[str, Any]

NOW = datetime(2026, 11, 27, 16, 45, tzinfo=UTC)
"""When the pages are looked at; a browser that is told so has it too."""

ANALYSTS = (
    "Iris Whitcombe",
    "Tomás Etxeberria",
    "Aleksandra Wojciechowska-Brzęczyszczykiewicz",
    "Jo",
    "Nnamdi Okonkwo",
)

RITA = "Rita Vogel"
"""Who looks at the pages."""

OTHERS = ("Maximilian Stein", "Adam Frey")
"""Reviewers."""

KINDS = {
    "interruption": "Interruption",
    "hold-overrun": "Hold overrun",
    "hold-etiquette": "Hold etiquette",
    "dead-air": "Dead air",
    "sentiment-spike": "Sentiment spike",
    "missing-acknowledgement": "Missing acknowledgement",
    "profanity": "Profanity",
    "threat": "Threat",
    "missing-recap": "Missing recap",
    "commitment": "Commitment",
}

SEVERITIES = {
    "interruption": "notice",
    "hold-overrun": "alert",
    "hold-etiquette": "notice",
    "dead-air": "notice",
    "sentiment-spike": "alert",
    "missing-acknowledgement": "alert",
    "profanity": "alert",
    "threat": "critical",
    "missing-recap": "notice",
    "commitment": "info",
}

RANKS = ("info", "notice", "alert", "critical")


def session(role: str | None = "admin", *, is_team: bool = True) -> Form:
    """Return who has signed in; ``None`` for nobody."""
    mode = "team" if is_team else "personal"
    if role is None:
        none = dict.fromkeys(("account", "csrf", "kinds", "scorecard", "may"))
        return {"mode": mode, **none}
    is_reviewer = role != "analyst"
    questions = [
        {"id": "greeting", "text": "Welcome, name and offer of help?", "weight": 2},
        {"id": "let-finish", "text": "Was the customer let finish?", "weight": 3},
        {"id": "recap", "text": "Was the closing complete?", "weight": 3},
    ]
    return {
        "mode": mode,
        "account": {"name": RITA if is_team else "this machine", "role": role},
        "csrf": "the secret",
        "kinds": {
            kind: {"title": title, "definition": f"What a {title.lower()} is."}
            for kind, title in KINDS.items()
        },
        "scorecard": {
            "sections": [{"id": "all", "title": "The call", "questions": questions}]
        },
        "may": {
            "accounts": role == "admin" and is_team,
            "audit": role == "admin",
            "calibrate": is_reviewer and is_team,
            "precision": is_reviewer,
            "delete": role == "admin",
        },
    }


def call(number: int, **changes: Any) -> Form:  # noqa: ANN401 (JSON)
    """Return a row of the list: the same number is the same call."""
    return deepcopy(_call(number)) | changes


@cache
def _call(number: int) -> Form:
    chance = random.Random(number)
    duration = chance.choice((41_000, 127_000, 384_000, 912_000, 3_904_000))
    findings = _findings(chance, duration, chance.choice((0, 0, 1, 2, 3, 5, 8)))
    happened = NOW - timedelta(minutes=number * 37 + chance.randrange(20))
    review = chance.choice(("none", "none", "none", "open", "submitted"))
    row: Form = {
        "uid": hashlib.sha256(str(number).encode()).hexdigest()[:32],
        "call_id": f"call-{number}",
        "analyst": ANALYSTS[chance.randrange(len(ANALYSTS))],
        "started_at": happened.isoformat(),
        "happened_at": happened.isoformat(),
        "duration_ms": duration,
        "origin": chance.choice(("live", "live", "live", "score", "import")),
        "is_cut_off": False,
        "score": round(100 - 7.3 * len(findings), 1),
        "review": review,
        "is_disputed": False,
        "has_audio": True,
        "flags": [],
        "problems": [],
        "matches": [],
    }
    row |= {**_with_findings(row, findings), "strip": _strip(chance, duration)}
    row["strip"]["findings"] = findings
    return row


def with_many_findings(number: int, count: int = 40) -> Form:
    """Return a call in which nearly all was found that can be."""
    row = call(number, duration_ms=912_000)
    chance = random.Random(number)
    row["strip"] = _strip(chance, 912_000)
    findings = _findings(chance, 912_000, count)
    row["strip"]["findings"] = findings
    return {**row, **_with_findings(row, findings), "score": 0}


def found(row: Form) -> Form:
    """Return a call in which words were looked for, with what was found."""
    text = (
        "I have been on hold for forty minutes, and if nobody resets this password "
        "today I will cancel the whole contract, and you can tell your manager so."
    )
    at = text.index("password")
    short = "Password reset, yes."
    matches = [
        {
            "start_ms": 74_300,
            "speaker": "customer",
            "text": text,
            "spans": [[at, at + 8]],
        },
        {"start_ms": 81_000, "speaker": "agent", "text": short, "spans": [[0, 8]]},
    ]
    return {**row, "matches": matches}


def week() -> list[Form]:
    """Return calls as they come: quiet ones, bad ones, cut-off ones."""
    rows = [call(number) for number in range(130)]
    rows[0] |= {"review": "none"}
    rows[1] = with_many_findings(1)
    rows[2] |= {"is_cut_off": True, "origin": "live"}
    rows[3] |= {"is_disputed": True, "review": "submitted"}
    rows[4] |= {"has_audio": False, "problems": ["echo-bleed"], "score": None}
    rows[5] |= {"analyst": None}
    return rows


def some() -> list[Form]:
    """Return a few calls, the first of them of some length."""
    return week()[:6]


class Calls:
    """Answers ``GET calls``, filtered as far as the tests need it."""

    def __init__(self, rows: list[Form]) -> None:
        self.rows = rows

    def __call__(self, asked: Asked) -> Form:
        """Return a page."""
        question = asked.question
        fitting = [row for row in self.rows if self._fits(row, question)]
        if question.get("q"):
            fitting = [found(row) for row in fitting]
        at = int(question.get("cursor", 0))
        end = at + int(question["limit"])
        return {
            "calls": fitting[at:end],
            "next": str(end) if end < len(fitting) else None,
            "total": len(fitting),
        }

    @staticmethod
    def _fits(row: Form, question: dict[str, str]) -> bool:
        if "nothing" in question.get("q", ""):
            return False
        if question.get("analyst", row["analyst"]) != row["analyst"]:
            return False
        if "kind" in question and question["kind"] not in row["findings"]:
            return False
        return bool(question.get("reviewed", row["review"]) == row["review"])


def desk(rows: list[Form] | None = None, **who: Any) -> Desk:  # noqa: ANN401 (session's)
    """Return a desk with calls, and who has signed in."""
    kept = week() if rows is None else rows
    return Desk(
        {
            "GET session": session(**who),
            "GET calls": Calls(kept),
            "GET analysts": {"analysts": sorted(set(ANALYSTS))},
            "GET precision": {"detectors": detectors()},
            "GET calibrations": {
                "calibrations": calibrations(),
                "reviewers": [RITA, *OTHERS],
            },
            "GET calibrations/1": closed_calibration(),
            "GET accounts": {"accounts": accounts()},
            "GET audit": audit,
        }
    )


def detectors() -> list[Form]:
    """Return what reviewers held: much, little, and nothing but what was missed."""

    def one(kind: str, right: int, wrong: int, unsure: int, missed: int) -> Form:
        interval = wilson(right, right + wrong)
        counts = {"right": right, "wrong": wrong, "unsure": unsure, "missed": missed}
        return {
            "judged": right + wrong + unsure,
            **counts,
            "precision": right / (right + wrong) if right + wrong else None,
            "low": interval[0],
            "high": interval[1],
            **({"kind": kind} if kind in KINDS else {"policy": kind}),
        }

    old, new = "sha256:9f86d081884c7d65", "sha256:60303ae22b998861"
    return [
        {**one("interruption", 41, 6, 3, 4), "by_policy": [one(old, 30, 6, 3, 4)]},
        {
            **one("sentiment-spike", 12, 5, 2, 1),
            "by_policy": [one(old, 7, 5, 1, 1), one(new, 5, 0, 1, 0)],
        },
        {**one("missing-acknowledgement", 2, 1, 0, 0), "by_policy": []},
        {**one("dead-air", 0, 0, 0, 2), "by_policy": []},
    ]


def calibrations() -> list[Form]:
    """Return one that waits for whoever looks, one for others, and a closed one."""

    def one(key: int, reviewers: list[str], submitted: list[str]) -> Form:
        row = call(key)
        is_closed = reviewers == submitted
        return {
            "id": key,
            "call": {
                name: row[name] for name in ("uid", "call_id", "analyst", "happened_at")
            },
            "reviewers": reviewers,
            "begun_by": RITA,
            "begun_at": (NOW - timedelta(days=9 - key)).isoformat(),
            "closed_at": NOW.isoformat() if is_closed else None,
            "submitted": submitted,
            "reviews": [],
            "agreement": {},
            "overall": None,
        }

    return [
        one(3, [RITA, OTHERS[0]], [OTHERS[0]]),
        one(2, list(OTHERS), []),
        one(1, [RITA, *OTHERS], [RITA, *OTHERS]),
    ]


def closed_calibration() -> Form:
    """Return the closed one with what was answered."""
    answers = {
        RITA: ("yes", "no", "no"),
        OTHERS[0]: ("yes", "no", "yes"),
        OTHERS[1]: ("yes", "not-applicable", None),
    }
    questions = ("greeting", "let-finish", "recap")
    return {
        **calibrations()[-1],
        "reviews": [
            {
                "reviewer": name,
                "score": 60.0,
                "comment": "",
                "submitted_at": NOW.isoformat(),
                "scorecard": {
                    "sections": [
                        {
                            "questions": [
                                {"id": question, "answer": answer}
                                for question, answer in zip(
                                    questions, given, strict=True
                                )
                            ]
                        }
                    ]
                },
            }
            for name, given in answers.items()
        ],
        "agreement": {
            "greeting": {"kappa": None, "share": 1.0, "pairs": 12},
            "let-finish": {"kappa": 0.52, "share": 0.75, "pairs": 12},
            "recap": {"kappa": -0.11, "share": 0.4, "pairs": 10},
        },
        "overall": {"kappa": 0.634, "share": 0.735, "pairs": 34},
    }


def account(name: str, role: str = "analyst", **changes: Any) -> Form:  # noqa: ANN401 (JSON)
    """Return an account."""
    made: Form = {
        "name": name,
        "role": role,
        "is_disabled": False,
        "has_token": False,
        "created_at": (NOW - timedelta(days=100)).isoformat(),
    }
    return made | changes


def accounts() -> list[Form]:
    """Return the accounts of a team."""
    return [
        account(ANALYSTS[2], has_token=True),
        account("Iris Whitcombe"),
        account("Jo", is_disabled=True),
        account(OTHERS[0], "reviewer"),
        account(RITA, "admin", has_token=True),
    ]


def audit(asked: Asked) -> Form:
    """Answer with two pages of the audit trail."""
    actions = (
        ("view-call", True, ""),
        ("hear-call", True, ""),
        ("sign-in", False, ""),
        ("set-role", False, "Iris Whitcombe"),
        ("export-clip", True, "interruption-agent-49984"),
        ("purge", False, "3 calls"),
    )
    at = int(asked.question.get("cursor", 0))
    entries = []
    for number in range(at, at + 12):
        action, is_of_call, about = actions[number % len(actions)]
        entries.append(
            {
                "at": (NOW - timedelta(minutes=7 * number)).isoformat(),
                "actor": RITA if number % 3 else OTHERS[0],
                "action": action,
                "call": call(number)["uid"] if is_of_call else None,
                "about": about,
            }
        )
    return {"entries": entries, "next": None if at else "12"}


# -------------------------------------------------------------------------------------


def _findings(chance: random.Random, duration: int, count: int) -> list[list[Any]]:
    kinds = list(KINDS)
    findings = []
    for _ in range(count):
        kind = kinds[chance.randrange(len(kinds))]
        start = chance.randrange(max(1, duration - 9_000))
        end = start + chance.randrange(800, 8_000)
        findings.append([start, end, kind, SEVERITIES[kind]])
    return sorted(findings)


def _with_findings(row: Form, findings: list[list[Any]]) -> Form:
    del row
    counts: dict[str, int] = {}
    for _, _, kind, _ in findings:
        counts[kind] = counts.get(kind, 0) + 1
    ranks = [RANKS.index(severity) for *_, severity in findings]
    return {
        "findings": counts,
        "severity": RANKS[max(ranks)] if ranks else None,
    }


def _strip(chance: random.Random, duration: int) -> Form:
    """Return two people who take turns, with a hold in every other call."""
    step = -(-duration // 160)
    steps = -(-duration // step)
    agent, customer = ["0"] * steps, ["0"] * steps
    at = 0
    while at < steps:
        length = chance.randrange(2, 12)
        line = chance.choice((agent, customer))
        for place in range(at, min(steps, at + length)):
            line[place] = str(chance.randrange(3, 10))
        at += length + chance.randrange(2)
    holds = []
    if chance.random() < 0.5 and duration > 100_000:
        start = chance.randrange(30, 90)
        end = start + chance.randrange(6, 24)
        for place in range(start, min(end, steps)):
            agent[place] = customer[place] = "0"
        holds.append([start * step, end * step])
    return {
        "step_ms": step,
        "agent": "".join(agent),
        "customer": "".join(customer),
        "holds": holds,
        "findings": [],
    }
