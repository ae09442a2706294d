"""Platform files in and out: one small module per format. Knows files and columns, no shop and no database."""
