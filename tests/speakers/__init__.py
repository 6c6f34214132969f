"""Tests of coach.speakers."""
