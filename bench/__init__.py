"""Measurements of the product; their figures are in docs/performance.md."""
