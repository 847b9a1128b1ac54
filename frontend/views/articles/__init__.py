"""What the page of an object says besides its own columns; one file a feature."""
