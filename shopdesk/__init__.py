"""ShopDesk: listings, stock, orders and shipping labels of a small shop, in one file of its own."""

__version__ = "0.1.0"
