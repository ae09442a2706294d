"""Settings, backups and history."""
