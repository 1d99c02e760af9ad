"""Forms of projects, of their targets and self-evaluation, of whole departments, and of purchases.

What words mean is in lexicon.py (words in layouts/performance.yaml); which tables are such forms,
in reading.py and open_forms.py. The forms of amounts are read by the modules beside this package.
"""
