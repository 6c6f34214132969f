"""Calibrations as the review pages have them."""

from coach.reviews.calibration import Calibration
from coach.reviews.kappa import Agreement
from coach.scoring.forms import Form


def calibration_json(seen: Calibration) -> Form:
    """Return a calibration as the review pages have it.

    ::

        {id, call: {uid, call_id, analyst, happened_at}, reviewers, begun_by, begun_at,
         closed_at | null, submitted: [name],
         reviews: [{reviewer, score, comment, submitted_at, scorecard}],
         agreement: {question: {kappa | null, share | null, pairs}}, overall: … | null}

    ``reviews``, ``agreement`` and ``overall`` are empty until it is closed.
    """
    row, call = seen.row, seen.call
    return {
        "id": row.key,
        "call": {
            "uid": call.uid,
            "call_id": call.call_id,
            "analyst": call.analyst,
            "happened_at": call.happened_at.isoformat(),
        },
        "reviewers": list(row.reviewers),
        "begun_by": row.begun_by,
        "begun_at": row.begun_at.isoformat(),
        "closed_at": None if row.closed_at is None else row.closed_at.isoformat(),
        "submitted": list(seen.submitted),
        "reviews": [
            {
                "reviewer": review.reviewer,
                "score": review.score,
                "comment": review.comment,
                "submitted_at": review.submitted_at and review.submitted_at.isoformat(),
                "scorecard": review.scorecard,
            }
            for review in seen.reviews
        ],
        "agreement": {
            question: agreement_json(found)
            for question, found in seen.questions.items()
        },
        "overall": None if seen.overall is None else agreement_json(seen.overall),
    }


def agreement_json(found: Agreement) -> Form:
    """Return how far people agree, ready for JSON, with three decimal places."""
    return {
        "kappa": None if found.kappa is None else round(found.kappa, 3) + 0.0,
        "share": None if found.share is None else round(found.share, 3),
        "pairs": found.pairs,
    }
