"""What a call comes to: its report and the state the overlay shows."""
