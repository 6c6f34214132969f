"""Holds: announced or not, their promises, check-backs and etiquette."""

from coach.detectors.hold.detector import HoldDetector

__all__ = ["HoldDetector"]
