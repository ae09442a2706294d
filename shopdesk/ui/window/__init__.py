"""What surrounds every page: rail, bars, search, keys, help, first start, rescue."""
