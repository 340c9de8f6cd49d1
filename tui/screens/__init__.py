"""The screens: they decide what a key does, and ask the store for it."""
