"""Where a call's audio comes from, brought to 16 kHz and to the one clock."""
