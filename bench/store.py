"""How long the pages of a full store take.

    python -m bench.store [--calls N] [--rounds N] [--url postgresql://…]

Fills a store with synthetic calls whose words come from the sample calls, and measures
what each page asks of it: on SQLite in a temporary folder, or in the empty database of
PostgreSQL that it is told.
"""

import argparse
import json
import os
import random
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select, text

from coach.audio_time import samples
from coach.engine import run
from coach.events import (
    CallEnded,
    HeardEvent,
    Severity,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    Utterance,
    UtteranceFinalised,
    Word,
)
from coach.policy.policy import Policy, effective_id
from coach.scoring.forms import Form
from coach.scoring.report import CallInfo, EngineInfo, report_of
from coach.store.adding import CallRows, rows_of
from coach.store.calls import (
    CallFilter,
    call_of,
    delete_call,
    find_calls,
    purge,
)
from coach.store.database import Database, open_database
from coach.store.fitting import plain
from coach.store.kept import KeptCall
from coach.store.peaks import Peaks, peaks_bytes
from coach.store.search import index_rows, insert_sql
from coach.store.tables import (
    CallRow,
    DeliveryRow,
    FindingRow,
    NudgeRow,
    UtteranceRow,
)

LABELS = Path(__file__).parent.parent / "tests" / "data" / "calls"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
ANALYSTS = tuple(f"Analyst {number}" for number in range(1, 41))
KINDS = (
    ("interruption", "notice", 30),
    ("dead-air", "notice", 20),
    ("missing-recap", "info", 20),
    ("hold-overrun", "alert", 10),
    ("sentiment-spike", "alert", 10),
    ("profanity", "alert", 8),
    ("threat", "critical", 2),
)
BATCH = 250

CONVERSATIONS = 1_000
"""That differ; more calls than these have one that others have too."""


def main() -> None:
    """Fill, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--url", default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COACH_DATA"] = folder
        with open_database(options.url) as db:
            print(f"{db.engine.dialect.name}, {options.calls} calls")
            started = time.perf_counter()
            fill(db, options.calls)
            print(f"  filled in {time.perf_counter() - started:.0f} s, {_size(db)}")
            for name, act in _pages(db).items():
                print(f"  {name:<42}{_measure(act, options.rounds)}")
            for name, act in _deletions(db).items():
                print(f"  {name:<42}{_measure(act, 5)}")
            print(f"  afterwards {_size(db)}")


# --- what is measured -----------------------------------------------------------------


def _pages(db: Database) -> dict[str, Callable[[], object]]:
    uids = _uids(db)
    month = NOW - timedelta(days=30)
    middle = find_calls(db, limit=500).next

    def page(**wanted: object) -> Callable[[], object]:
        return lambda: find_calls(db, CallFilter(**wanted))  # type: ignore[arg-type]

    return {
        "list": page(),
        "list, a later page": lambda: find_calls(db, cursor=middle),
        "list of one analyst": page(only_analyst="Analyst 7"),
        "one analyst, a month, alert, 2 scores": page(
            analyst="Analyst 7",
            since=month,
            severity=Severity.ALERT,
            score_min=20.0,
            score_max=90.0,
        ),
        "filtered by a frequent kind": page(kind="interruption"),
        "filtered by a rare kind": page(kind="threat"),
        "alert and not reviewed": page(severity=Severity.ALERT, review="none"),
        "disputed": page(review="disputed"),
        "search: a rare word": page(words="ticket 4711"),
        "search: a frequent word": page(words='"the"'),
        "search: the beginning of words": page(words="pr"),
        "search: a phrase": page(words='"how may i help"'),
        "search: three words": page(words="printer password the"),
        "search: words, kind and analyst": page(
            words="printer", kind="interruption", analyst="Analyst 7"
        ),
        "search: nothing like it": page(words="xylophone"),
        "call": lambda: call_of(db, random.choice(uids)),
    }


def _deletions(db: Database) -> dict[str, Callable[[], object]]:
    uids = iter(random.sample(_uids(db), 20))
    days = iter(range(363, 0, -3))
    return {
        "delete a call": lambda: delete_call(db, next(uids), "bench", ""),
        "purge of a day or three": lambda: purge(db, NOW, next(days), "bench"),
    }


def _measure(act: Callable[[], object], rounds: int) -> str:
    """Return how long something takes; of PostgreSQL the CPU time is only ours."""
    act()
    taken, worked = [], []
    for _ in range(rounds):
        started, began = time.perf_counter(), time.process_time()
        act()
        worked.append((time.process_time() - began) * 1000)
        taken.append((time.perf_counter() - started) * 1000)
    p95 = statistics.quantiles(taken, n=20)[-1] if rounds > 1 else taken[0]
    return (
        f"fastest {min(taken):5.0f} ms  median {statistics.median(taken):5.0f} ms"
        f"  p95 {p95:5.0f} ms  CPU {statistics.median(worked):4.0f} ms"
    )


def _uids(db: Database) -> list[str]:
    with db.reading() as session:
        return list(session.scalars(select(CallRow.uid)))


def _size(db: Database) -> str:
    with db.reading() as session:
        if db.is_postgresql:
            asked = "SELECT pg_database_size(current_database())"
            size = session.scalar(text(asked)) or 0
        else:
            size = Path(str(db.engine.url.database)).stat().st_size
        said = session.scalar(select(func.count(UtteranceRow.key)))
        found = session.scalar(select(func.count(FindingRow.key)))
    return f"{size / 2**20:.0f} MiB, {said} utterances, {found} findings"


# --- what is in it --------------------------------------------------------------------


def fill(db: Database, calls: int) -> None:
    """Fill an empty store with synthetic calls, a batch in a transaction."""
    some = random.Random(4)
    lines = list(_lines())
    template = _template()
    made: list[CallRows] = []
    for first in range(0, calls, BATCH):
        numbers = range(first + 1, min(first + BATCH, calls) + 1)
        if len(made) < CONVERSATIONS:
            made += [_rows(number, some, lines, template) for number in numbers]
        rows = [_another(number, some, some.choice(made)) for number in numbers]
        _insert(db, list(numbers), rows)
    with db.session() as session:
        if db.is_postgresql:
            for table in ("calls", "utterances", "findings", "nudges", "call_words"):
                asked = f"SELECT setval('{table}_key_seq', max(key)) FROM {table}"
                if table != "call_words":
                    session.execute(text(asked))
        session.execute(text("ANALYZE"))


def _lines() -> Iterator[tuple[str, str]]:
    """Yield what is said in the sample calls: by whom, and the words."""
    for path in sorted(LABELS.glob("*.json")):
        for line in json.loads(path.read_text())["utterances"]:
            yield line["who"], line["text"]


def _template() -> Form:
    """Return the report of a call without words, to be filled."""
    policy = Policy()
    return report_of(
        run([CallEnded(at=samples(1000), known_at=samples(1000))], policy).ledger,
        call=CallInfo(id="", source="", input="stereo"),
        engine=EngineInfo(version="0", model="tiny.en", policy=effective_id(policy)),
    )


def _another(number: int, some: random.Random, rows: CallRows) -> CallRows:
    """Return a call with the conversation of another, at a time of its own."""
    at = NOW - timedelta(minutes=number * 52)  # 10,000 calls are a year
    uid = secrets.token_hex(16)
    call = {
        **rows.call,
        "uid": uid,
        "digest": secrets.token_hex(32),
        "call_id": f"call-{number}",
        "analyst": some.choice(ANALYSTS),
        "started_at": at,
        "happened_at": at,
        "stored_at": at,
        "audio": f"{uid}.flac",
        "score": round(some.uniform(0, 100), 1),
        "review": some.choices(("none", "open", "submitted"), (80, 5, 15))[0],
        "is_disputed": some.random() < 0.01,
    }
    return replace(rows, call=call)


def _rows(
    number: int, some: random.Random, lines: Sequence[tuple[str, str]], template: Form
) -> CallRows:
    record = _record(some, lines)
    last = record[-1]
    assert isinstance(last, CallEnded)
    report = _report(number, some, template, record)
    kept = KeptCall(report=report, record=tuple(record), policy=None, origin="live")
    rows = rows_of(kept, uid=secrets.token_hex(16), now=NOW)
    rows.call["peaks"] = _peaks(some)
    return replace(rows, nudges=[{"form": _nudge(n)} for n in range(6)])


def _record(some: random.Random, lines: Sequence[tuple[str, str]]) -> list[HeardEvent]:
    """Return what is heard in a call of some ten minutes, 60 utterances or so."""
    record: list[HeardEvent] = []
    now = samples(800)
    for _ in range(some.randint(40, 80)):
        who, said = some.choice(lines)
        if some.random() < 0.3:
            said += f" That is ticket {some.randint(1, 9999)}."
        speaker, texts = Speaker(who), said.split()
        start, step = now, samples(330)
        words = tuple(
            Word(start=start + n * step, end=start + (n + 1) * step, text=word)
            for n, word in enumerate(texts)
        )
        end = words[-1].end
        utterance = Utterance(
            id=f"{who}-{start // 16}",
            speaker=speaker,
            start=start,
            end=end,
            text=said,
            confidence=round(some.uniform(0.6, 0.99), 4),
            words=words,
        )
        # Voice activity hears breaths: some three segments an utterance.
        for at in (start, start + (end - start) // 3, start + 2 * (end - start) // 3):
            stop = at + (end - start) // 4
            record.append(SpeechStarted(speaker=speaker, at=at, known_at=at + 4096))
            record.append(SpeechStopped(speaker=speaker, at=stop, known_at=stop + 8192))
        record.append(UtteranceFinalised(utterance=utterance, known_at=end + 8192))
        now = end + samples(some.randint(200, 3000))
    record.append(CallEnded(at=now, known_at=now))
    return record


def _report(
    number: int, some: random.Random, template: Form, record: Sequence[HeardEvent]
) -> Form:
    duration = record[-1].known_at // 16
    utterances = [
        {
            "id": event.utterance.id,
            "speaker": str(event.utterance.speaker),
            "start_ms": event.utterance.start // 16,
            "end_ms": event.utterance.end // 16,
            "text": event.utterance.text,
            "confidence": event.utterance.confidence,
            "sentiment": None,
        }
        for event in record
        if isinstance(event, UtteranceFinalised)
    ]
    return {
        **template,
        "call": {
            **template["call"],
            "id": f"call-{number}",
            "source": "headset",
            "duration_ms": duration,
        },
        "utterances": utterances,
        "findings": [
            _finding(n, some, duration) for n in range(some.choice((2, 3, 4, 4, 5, 6)))
        ],
    }


def _finding(number: int, some: random.Random, duration: int) -> Form:
    weights = [weight for _, _, weight in KINDS]
    kind, severity, _ = some.choices(KINDS, weights)[0]
    at = some.randrange(duration)
    return {
        "id": f"{kind}-{number}-{at}",
        "kind": kind,
        "speaker": "agent",
        "start_ms": at,
        "end_ms": at + 1500,
        "at_ms": at + 700,
        "severity": severity,
        "definition": f"{kind}/1",
        "evidence": {
            "overlap_ms": 800,
            "words": "well that is",
            "utterance": "agent-1",
        },
        "explanation": "The agent began to speak while the customer still did.",
    }


def _nudge(number: int) -> Form:
    return {
        "id": f"nudge-{number}",
        "at_ms": number * 1000,
        "finding": None,
        "kind": "interruption",
        "severity": "notice",
        "title": "Let them finish",
        "body": "The customer was still speaking.",
        "shown": True,
        "suppressed_by": None,
    }


def _peaks(some: random.Random) -> bytes:
    """Return a waveform with pauses, as a call of ten minutes has it."""
    channel = b"".join(
        some.randbytes(40) if some.random() < 0.4 else bytes(40) for _ in range(100)
    )
    return peaks_bytes(Peaks(step_ms=160, agent=channel, customer=channel[::-1]))


def _insert(db: Database, keys: Sequence[int], rows: Sequence[CallRows]) -> None:
    with db.session() as session:
        calls = [{"key": key, **one.call} for key, one in zip(keys, rows, strict=True)]
        session.execute(insert(plain(CallRow)), calls)
        for table, parts in (
            (UtteranceRow, [one.utterances for one in rows]),
            (FindingRow, [one.findings for one in rows]),
            (NudgeRow, [one.nudges for one in rows]),
            (DeliveryRow, [one.deliveries for one in rows]),
        ):
            flat = [
                {"call_key": key, **part}
                for key, some in zip(keys, parts, strict=True)
                for part in some
            ]
            if flat:
                session.execute(insert(plain(table)), flat)
        is_postgresql = db.is_postgresql
        words = [
            row
            for key, one in zip(keys, rows, strict=True)
            for row in index_rows(key, one.texts, is_postgresql=is_postgresql)
        ]
        session.execute(text(insert_sql(is_postgresql=is_postgresql)), words)


if __name__ == "__main__":
    main()
