"""What the agent promises for after the call."""

from coach.detectors.commitments.detector import CommitmentsDetector

__all__ = ["CommitmentsDetector"]
