"""The closing of a call and what it should hold."""

from coach.detectors.recap.detector import RecapDetector

__all__ = ["RecapDetector"]
