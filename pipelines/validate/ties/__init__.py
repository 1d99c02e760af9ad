"""Stated arithmetic relations (勾稽关系) between printed figures: checked, explained, recorded.

The ties themselves are in expectations/ties and expectations/rules; suites of Great Expectations
are in the package above.
"""
