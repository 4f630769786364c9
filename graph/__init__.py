"""What a thing is, how facts come to be, where they go."""
