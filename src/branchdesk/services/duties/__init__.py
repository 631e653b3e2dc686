"""What the rules ask of the branch, day by day, and whether it was done."""
