"""Pages as printers' own languages, and raw bytes on their way to a printer."""
