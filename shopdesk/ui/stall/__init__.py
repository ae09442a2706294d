"""The market stall."""
