"""Calls on their way from an analyst's machine to their team's server, and back out."""
