"""From sound to words: voice activity, endpointing, Whisper."""
