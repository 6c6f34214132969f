"""The server: the overlay's page and its socket."""
