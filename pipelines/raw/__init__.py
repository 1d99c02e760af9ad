"""Stage raw: published files become documents, content-addressed, each with a sidecar.

Nothing here opens a page; what a document says is read by the stages extract and conform.
"""
