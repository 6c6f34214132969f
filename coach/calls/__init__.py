"""Where one call ends and the next begins, on a line that is listened to all day."""
