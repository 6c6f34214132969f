"""Interruptions: cutting in, told from backchannels, early answers and echoes."""

from coach.detectors.interruption.detector import InterruptionDetector

__all__ = ["InterruptionDetector"]
