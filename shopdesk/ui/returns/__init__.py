"""Returns, tickets, replies, warranty and quality."""
