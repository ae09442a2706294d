"""Pictures: the main-image check, and the drawn goods of the sample shop."""
