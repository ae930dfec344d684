"""Plans: their order, their waves and the files that they share."""
