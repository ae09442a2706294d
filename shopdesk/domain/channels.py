"""Sales channels: where orders come from. The table of a shop's channels is data; the codes are fixed."""

CHANNELS = ("taobao", "jd", "pdd", "douyin", "woocommerce", "shopify", "amazon", "ebay", "etsy", "stall", "manual")
