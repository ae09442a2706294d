"""Tables with their views, columns, panels and what is pasted into them."""
