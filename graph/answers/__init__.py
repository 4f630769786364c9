"""Answers that no fact states: what is listed or not, why that is known or not, and what is near."""
