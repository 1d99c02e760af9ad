"""Files beside the PDFs: spreadsheets and word-processor documents as document trees.

Each becomes the same pages, lines, tables and cells as a PDF, so that nothing after this folder
asks what kind of file a figure came from. Reading PDFs, and what the cells mean, are elsewhere.
"""
