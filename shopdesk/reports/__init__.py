"""Paper: dataclasses of `domain.paper` in, PDF out."""
