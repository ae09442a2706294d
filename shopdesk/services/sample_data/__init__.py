"""The sample shop: forty listings and three hundred orders, all invented, the same again for the same moment."""

from shopdesk.services.sample_data.courses import Step
from shopdesk.services.sample_data.goods import PictureSpec, SampleListing, Shelf, load_listings
from shopdesk.services.sample_data.orders import SampleOrder, make_orders
from shopdesk.services.sample_data.people import SampleShop, load_shop

__all__ = [
    "PictureSpec",
    "SampleListing",
    "SampleOrder",
    "SampleShop",
    "Shelf",
    "Step",
    "load_listings",
    "load_shop",
    "make_orders",
]
