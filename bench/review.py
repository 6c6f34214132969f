"""How long the review server takes to answer over a full store.

    python -m bench.review [--calls N] [--rounds N] [--url postgresql://…]

Fills a store with the calls of :mod:`bench.store`, one with two hours of sound, and
asks ``coach review``, a process of its own, over HTTP for what the pages ask for, one
request after the other, with a session and the audit trail as ever.
"""

import argparse
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from sqlalchemy import select, update

from bench.store import fill
from coach.store.database import Database, open_database
from coach.store.places import audio_folder
from coach.store.tables import CallRow

TOKEN = "of this measurement"
SOUND_BYTES = 450 << 20
"""As large as two hours of FLAC with two channels; what is in it does not matter."""

WORDS = ("printer", "password", "network drive", "thank you for calling")
"""What is looked for: rare and frequent words, and a phrase of them."""

PART_BYTES = 64 << 10


class Client:
    """Somebody who has signed in, on one connection.

    Args:
        port: The server's.
    """

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookie = ""
        body = json.dumps({"token": TOKEN})
        headers = {"Content-Type": "application/json"}
        self._connection.request("POST", "/review/api/session", body, headers)
        answer = self._connection.getresponse()
        answer.read()
        self._cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]

    def get(self, path: str, *, part: str | None = None, first: bool = False) -> bytes:
        """Return what is answered.

        Args:
            path: Below ``/review/``.
            part: The ``Range`` that is asked for.
            first: Whether to read the first byte alone and hang up, as a browser does
                that seeks.
        """
        headers = {"Cookie": self._cookie}
        if part is not None:
            headers["Range"] = part
        self._connection.request("GET", f"/review/{path}", headers=headers)
        answer = self._connection.getresponse()
        content = answer.read(1) if first else answer.read()
        if answer.status >= 400:
            raise SystemExit(f"{path}: {answer.status} {content[:200]!r}")
        if first:
            self._connection.close()
        return content


def main() -> None:
    """Fill, serve, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--url", default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COACH_DATA"] = folder
        os.environ["COACH_TOKEN"] = TOKEN
        if options.url is not None:
            os.environ["COACH_DATABASE_URL"] = options.url
        with open_database() as db:
            fill(db, options.calls)
            uids = _uids(db)
            _give_sound(db, uids[0])
            print(f"{db.engine.dialect.name}, {options.calls} calls, over HTTP")
        _measure(uids, options.rounds)


def _uids(db: Database) -> list[str]:
    with db.reading() as session:
        return list(
            session.scalars(select(CallRow.uid).order_by(CallRow.key).limit(200))
        )


def _give_sound(db: Database, uid: str) -> None:
    name = f"{uid}.flac"
    with (audio_folder() / name).open("wb") as file:
        file.write(random.Random(1).randbytes(1 << 20) * (SOUND_BYTES >> 20))
    with db.session() as session:
        session.execute(update(CallRow).where(CallRow.uid == uid).values(audio=name))


def _measure(uids: list[str], rounds: int) -> None:
    command = [sys.executable, "-m", "coach", "review", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r":(\d+)/review/", server.stdout.readline())
        assert found is not None, "the server did not come up"
        try:
            _ask(Client(int(found[1])), uids, rounds)
        finally:
            server.terminate()


def _ask(client: Client, uids: list[str], rounds: int) -> None:
    for name, ask in _questions(client, uids).items():
        ask()
        took = []
        for _ in range(rounds):
            started = time.perf_counter()
            ask()
            took.append((time.perf_counter() - started) * 1000)
        worst = statistics.quantiles(took, n=20)[-1]
        median = statistics.median(took)
        print(f"  {name:<44}p50 {median:6.1f} ms   p95 {worst:6.1f} ms")


def _questions(client: Client, uids: list[str]) -> dict[str, Callable[[], object]]:
    """Return what is asked, by its name."""
    some = random.Random(2)
    pages = _cursors(client)

    def get(path: str) -> Callable[[], object]:
        return lambda: client.get(path)

    def sound() -> object:
        at = some.randrange(SOUND_BYTES - PART_BYTES)
        path = f"api/calls/{uids[0]}/audio"
        return client.get(path, part=f"bytes={at}-", first=True)

    return {
        "the page itself": get(""),
        "session": get("api/session"),
        "list, first page": get("api/calls"),
        "list, some page": lambda: client.get(f"api/calls?cursor={some.choice(pages)}"),
        "list, one analyst": get("api/calls?analyst=Analyst+7"),
        "list, one kind": get("api/calls?kind=hold-overrun"),
        "list, severity and score": get("api/calls?severity=alert&score_max=60"),
        "list, a month": get("api/calls?from=2026-08-01&to=2026-08-31"),
        "search": lambda: client.get(
            f"api/calls?q={some.choice(WORDS).replace(' ', '+')}"
        ),
        "search with filters": get(
            "api/calls?q=printer&severity=alert&analyst=Analyst+7"
        ),
        "analysts": get("api/analysts"),
        "one call": lambda: client.get(f"api/calls/{some.choice(uids)}"),
        "its waveform": lambda: client.get(f"api/calls/{some.choice(uids)}/peaks"),
        "its report": lambda: client.get(
            f"api/calls/{some.choice(uids)}/exports/report.json"
        ),
        "sound of two hours, first byte at any place": sound,
        "precision": get("api/precision"),
        "audit trail": get("api/audit"),
    }


def _cursors(client: Client) -> list[str]:
    """Return where pages begin that are far back in the list."""
    found: list[str] = []
    question = "api/calls?limit=20"
    while len(found) < 20:
        following = json.loads(client.get(question))["next"]
        if following is None:
            break
        found.append(following)
        question = f"api/calls?limit=20&cursor={following}"
    return found


if __name__ == "__main__":
    main()
