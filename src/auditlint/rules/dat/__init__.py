"""Dates: what is before what, and one event on two days."""
