"""What a shop is: frozen dataclasses and pure functions. No clock, no files, no SQL, no Qt."""
