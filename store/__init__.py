"""The store: the only place that speaks SQL, and the home of the rules."""
