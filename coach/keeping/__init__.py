"""What is kept of a call when it is over, and of one that was cut off."""
