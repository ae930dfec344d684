"""Rules about specifications: requirements with scenarios, deltas, tasks."""
