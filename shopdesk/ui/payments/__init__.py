"""Payments, bills and reconciliation."""
