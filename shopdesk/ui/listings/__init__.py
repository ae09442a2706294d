"""Listings, their pictures, categories and variants."""
