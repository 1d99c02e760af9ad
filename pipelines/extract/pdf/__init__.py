"""Pages of a PDF with a text layer: what is painted on them, and what of it can be seen."""
