"""Names: milestones, phases and documents that are called differently in two places."""
