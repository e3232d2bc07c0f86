"""Grounding: every number, name, quotation, reference, formula and address of a note is looked up in its paper.

`ground(subject.walk(), paper)` gives each with its evidence (page and box), or with the rule that it breaks.
"""
