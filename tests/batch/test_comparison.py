"""How a comparison is told."""

from coach.batch.comparison import MOST_CALLS, MOST_CHANGES, Compared, Comparison
from coach.batch.differing import Change, Sort

OLD, NEW = ("1.0", "tiny.en", "default@1"), ("1.1", "tiny.en", "strict@2")


def compared(name: str, count: int) -> Compared:
    """Return a call with so many new findings."""
    change = Change(
        about="finding",
        sort=Sort.NEW,
        kind="dead-air",
        start_ms=65_300,
        what="notice: Nobody spoke for 12 s.",
    )
    return Compared(
        name=name, call_id=name, old=OLD, new=NEW, changes=(change,) * count
    )


def test_kinds_come_first_then_calls() -> None:
    """With what made them, and where to listen."""
    found = Comparison(calls=2, changed=[compared("a", 1)])
    found.made[OLD, NEW] = 2
    found.before["dead-air"] = 3
    found.after["dead-air"] = 4
    lines = found.lines()
    assert lines[0] == "2 calls: 1.0 tiny.en default@1 → 1.1 tiny.en strict@2"
    assert lines[3].split() == ["dead-air", "3", "4", "1", "0", "0"]
    assert lines[4].split()[:5] == ["all", "findings", "3", "4", "1"]
    assert "a" in lines
    (told,) = [line for line in lines if "Nobody spoke" in line]
    assert told.split()[:3] == ["1:05.3", "new", "dead-air"]
    assert lines[-1] == "calls that differ: 1 of 2"


def test_it_is_bounded() -> None:
    """However much differs; the rest is counted."""
    many = [compared(f"call-{number}", 100) for number in range(500)]
    found = Comparison(calls=500, changed=many, only_old=many, damaged=["x: no JSON"])
    lines = found.lines()
    assert len(lines) < MOST_CALLS * (MOST_CHANGES + 3) + 30
    assert f"and {500 - MOST_CALLS} calls more that differ: see changes.csv" in lines
    assert any(line.startswith("only in the old run: 500: call-0,") for line in lines)
    assert "cannot be compared: 1: x: no JSON" in lines


def test_nothing_steers_the_terminal() -> None:
    """Names and kinds come from files."""
    call = compared("a\x1b[31m", 1)
    assert not any("\x1b" in line for line in Comparison(changed=[call]).lines())
