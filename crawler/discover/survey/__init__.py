"""Survey the lists of a publisher: what they contain, what looks wrong, and the resulting source file."""
