"""The greeting at the start of a call."""

from coach.detectors.greeting.detector import GreetingDetector

__all__ = ["GreetingDetector"]
