"""Drawn product pictures of the sample shop: home and kitchen goods in a calm, flat style."""

from shopdesk.imaging.sample_pictures.logo import draw_logo
from shopdesk.imaging.sample_pictures.scenes import FLAWS, KINDS, draw_product

__all__ = ["FLAWS", "KINDS", "draw_logo", "draw_product"]
