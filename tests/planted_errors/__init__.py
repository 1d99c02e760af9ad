"""One error each in sound disclosures of many layouts: what an office misprints, and where.

Belongs here: which printed text becomes which other one, and what a finding should say of it. Does
not belong here: finding the errors (see pipelines/validate) and counting what was found
(benchmarks/planted_errors.py).
"""
