"""What a review server answers: people, and calls as they come in a week."""

import hashlib
import random
from datetime import UTC, datetime, timedelta
from typing import Any

from coach.web.pages import load_page, page_folder
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
        "account": {"name": "Rita Vogel" if is_team else "this machine", "role": role},
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
    return row | changes


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
        }
    )


def names_of_files() -> set[str]:
    """Return the files of the pages."""
    return set(load_page(page_folder("review")))


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
