"""Prices and promotions."""
