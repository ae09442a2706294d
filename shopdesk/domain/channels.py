"""Sales channels: where orders come from. The table of a shop's channels is data; the codes are fixed."""

CHANNELS = ("taobao", "jd", "pdd", "douyin", "woocommerce", "shopify", "amazon", "ebay", "etsy", "stall", "manual")
# How an order that is written by hand has come in.
HAND_CHANNELS = ("manual", "phone", "wechat", "stall")
HAND_BACK_CHANNELS = ("pdd", "amazon")  # platforms that take a file of parcels
