"""What changes the tables of a store from one version of the program to the next.

Each is an Alembic revision; :mod:`coach.store.database` runs those that are missing as
it opens a store.
"""

HEAD = "0002"
"""The last revision: what a store must be at."""
