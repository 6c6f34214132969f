"""What is kept of calls: what was said and found, and what people hold of it."""
