"""The measured precision over the API."""

from coach.reviews.verdicts import judge
from coach.store.calls import call_of
from tests.store.samples import policy
from tests.web.review.team import NORA, RITA, Team


def test_verdicts_are_counted_by_kind_and_days(team: Team) -> None:
    """Of calls of those days."""
    uid = team.call(NORA, has_findings=True, started_at="2026-03-02T09:30:00+00:00")
    finding = call_of(team.db, uid).report["findings"][0]
    with team.db.session() as session:
        judge(
            session,
            uid,
            finding["id"],
            reviewer=RITA,
            verdict="right",
            policy=policy(),
            at=team.now,
        )
    rita = team.browser(RITA)
    (detector,) = rita.get("precision?from=2026-03-02&to=2026-03-02").json()[
        "detectors"
    ]
    assert detector["kind"] == finding["kind"]
    assert (detector["right"], detector["precision"]) == (1, 1.0)
    assert rita.get("precision?to=2026-03-01").json() == {"detectors": []}
    assert rita.get("precision?from=x").status_code == 400
