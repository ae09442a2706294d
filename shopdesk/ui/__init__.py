"""The window: it asks services, shows and forgets. No page knows another page."""
