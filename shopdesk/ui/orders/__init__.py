"""Orders, parcels, messages, couriers, waves and handovers."""
