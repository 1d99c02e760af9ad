"""What stages hand to each other: the shapes of the frames, and how frames are stored.

Nothing here knows what a stage does.
"""
