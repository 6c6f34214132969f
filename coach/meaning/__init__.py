"""What a sentence means, as numbers: a small model, and what is read off it."""
