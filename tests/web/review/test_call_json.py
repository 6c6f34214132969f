"""A row of the list."""

from coach.store.calls import CallFilter, find_calls
from coach.web.review.call_json import row_json
from tests.web.review.team import NORA, Team


def test_a_row_has_what_a_list_shows(alone: Team) -> None:
    """Ready for JSON."""
    uid = alone.call(NORA, started_at="2026-03-02T10:30:00+01:00")
    page = find_calls(alone.db, CallFilter(words="password"))
    row = row_json(page.calls[0])
    assert row["uid"] == uid
    assert row["analyst"] == NORA
    assert row["started_at"] == row["happened_at"] == "2026-03-02T09:30:00+00:00"
    assert row["has_audio"] is False
    assert set(row["strip"]) == {"step_ms", "agent", "customer", "holds", "findings"}
    assert row["matches"][0].keys() == {"start_ms", "speaker", "text", "spans"}
    assert set(row) == {
        "uid",
        "call_id",
        "analyst",
        "started_at",
        "happened_at",
        "duration_ms",
        "origin",
        "is_cut_off",
        "score",
        "review",
        "is_disputed",
        "has_audio",
        "severity",
        "findings",
        "flags",
        "problems",
        "strip",
        "matches",
    }


def test_a_row_without_a_search_has_no_matches(alone: Team) -> None:
    """Nor a beginning that nobody knows."""
    alone.call(None)
    row = row_json(find_calls(alone.db).calls[0])
    assert row["matches"] == []
    assert row["started_at"] is None
