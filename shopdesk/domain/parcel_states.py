"""The states of a parcel on its way."""

STATES = ("picked-up", "in-transit", "out-for-delivery", "delivered", "problem", "lost", "returned")
TROUBLE = ("problem", "lost", "returned")
