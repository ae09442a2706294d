"""The one lock around PDFium: it may be in one thread at a time only, whichever documents these have open."""

import threading

PDFIUM = threading.Lock()
