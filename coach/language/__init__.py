"""Reading what was said: words, numbers, times and phrases, as a recogniser writes."""
