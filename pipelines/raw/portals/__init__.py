"""Where documents are published: portals on the net and folders on disk, visited politely.

What a portal is like is written in raw/portals/<id>.yaml; no portal is named here.
"""
