"""Turnover: the page of what was sold."""
