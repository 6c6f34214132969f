"""The review server: calls that are kept, for those who may see and judge them."""
