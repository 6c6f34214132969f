"""What to know before anything is mended: who calls, what is wrong, whom it hurts."""

from coach.detectors.discovery.detector import DiscoveryDetector

__all__ = ["DiscoveryDetector"]
