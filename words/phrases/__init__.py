"""The structure of the phrases: what every language has to say. Imported by nothing at run time.

A table of words is a TypedDict and a group of sentences a Protocol, so a missing word or sentence is a type error.
"""
