"""On-device call coaching for service desks."""

__version__ = "0.1.0"
