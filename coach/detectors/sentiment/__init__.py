"""The customer's sentiment, and its sharp turns for the worse."""

from coach.detectors.sentiment.detector import SentimentDetector

__all__ = ["SentimentDetector"]
