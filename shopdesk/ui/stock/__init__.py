"""Stock, counts, transfers, places, batches and what its history says."""
