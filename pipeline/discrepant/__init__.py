"""discrepant."""
