"""Commands that have pages drawn: for Tesseract to read, and for people to look at."""
