"""Writing the judged calls of the store as labels, with their sound beside them."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from coach.errors import StoreError
from coach.quality import SPEAKERS_UNSURE
from coach.reviews.held import held_of
from coach.reviews.labelling import LABELLED, labels_of, unsettled
from coach.scoring.forms import Form
from coach.scoring.writing import check_place, write_report, writing
from coach.store.calls import StoredCall, call_of
from coach.store.database import Database
from coach.store.tables import CallRow, ReviewRow
from coach.whole_file import whole_file

NOT_JUDGED = "not every finding is judged right or wrong"
NOT_REVIEWED = "no review of it was submitted"
NOT_SPOKEN = "the detectors do not know its language"
NOT_SURE = "it is not certain who speaks in it"
GONE = "it was deleted meanwhile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written, and what was not."""

    written: tuple[Path, ...]
    """The files of labels."""
    with_sound: int
    """How many have a recording beside them."""
    left_out: Counter[str]
    """How many calls were not written, by the reason."""


def export_labels(
    db: Database,
    folder: Path,
    *,
    since: datetime | None = None,
    reviewed_only: bool = False,
    with_sound: bool = True,
    begin: Callable[[int, int], None] | None = None,
) -> Exported:
    """Write ``UID.json`` for each judged call, and its kept sound as ``UID.flac``.

    A call is judged when every finding that labels have a word for is held right or
    wrong; one without such a finding, when a review of it was submitted: otherwise
    nobody has heard that there is none.

    Args:
        db: The store.
        folder: Where to; made where it is missing.  What is there is replaced.
        since: Only calls from this moment on.
        reviewed_only: Only calls of which a review was submitted.
        with_sound: Whether the sound is copied, where it is kept.
        begin: Told before each call its number and how many there are.

    Raises:
        CoachError: A file cannot be written, or the store not be read.
    """
    check_place(folder / "labels.json")
    with db.reading() as session:
        within = [] if since is None else [CallRow.happened_at >= since]
        order = CallRow.happened_at, CallRow.key
        uids = session.scalars(select(CallRow.uid).where(*within).order_by(*order))
        waiting = list(uids)
    written: list[Path] = []
    sounds = 0
    left_out: Counter[str] = Counter()
    for number, uid in enumerate(waiting, 1):
        if begin is not None:
            begin(number, len(waiting))
        try:
            stored = call_of(db, uid)
        except StoreError:
            left_out[GONE] += 1
            continue
        labels = _labels(db, stored, reviewed_only=reviewed_only)
        if isinstance(labels, str):
            left_out[labels] += 1
            continue
        if with_sound and stored.audio is not None:
            _copy(stored.audio, folder / f"{uid}{stored.audio.suffix}")
            sounds += 1
        path = folder / f"{uid}.json"
        write_report(labels, path)
        written.append(path)
    return Exported(written=tuple(written), with_sound=sounds, left_out=left_out)


def last_scorecard(session: Session, call_key: int) -> Form | None:
    """Return the scorecard of the review submitted last; None without one."""
    return session.scalars(
        select(ReviewRow.scorecard)
        .where(
            ReviewRow.call_key == call_key,
            ReviewRow.calibration_key.is_(None),
            ReviewRow.submitted_at.is_not(None),
        )
        .order_by(ReviewRow.submitted_at.desc(), ReviewRow.key.desc())
        .limit(1)
    ).one_or_none()


# -------------------------------------------------------------------------------------


def _labels(db: Database, stored: StoredCall, *, reviewed_only: bool) -> Form | str:
    """Return a call's labels, or why it has none."""
    with db.reading() as session:
        held = held_of(session, stored.key)
        scorecard = last_scorecard(session, stored.key)
    report = stored.report
    if not report["quality"]["scored"]:
        codes = {problem["code"] for problem in report["quality"]["problems"]}
        return NOT_SURE if SPEAKERS_UNSURE in codes else NOT_SPOKEN
    if unsettled(report, held):
        return NOT_JUDGED
    is_heard = scorecard is not None
    has_judged = any(row["kind"] in LABELLED for row in report["findings"])
    if not is_heard and (reviewed_only or not has_judged):
        return NOT_REVIEWED
    return labels_of(report, held, scorecard=scorecard)


def _copy(source: Path, target: Path) -> None:
    """Copy a file: the whole of it is there, or nothing is.

    Raises:
        ReportError: It cannot be.
    """
    with writing(target), whole_file(target) as file:
        shutil.copyfile(source, file)
