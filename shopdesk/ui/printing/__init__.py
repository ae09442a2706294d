"""Printing, its queue, printers, destinations and layouts of paper."""
