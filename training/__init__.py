"""Makes the small models that ship with the coach.  Not part of the wheel."""
