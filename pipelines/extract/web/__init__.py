"""Saved web pages, as most counties publish."""
