"""Profanity and threats, by either speaker."""

from coach.detectors.profanity.detector import ProfanityDetector

__all__ = ["ProfanityDetector"]
