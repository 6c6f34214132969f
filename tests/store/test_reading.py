"""See also tests/store/test_calls.py."""
