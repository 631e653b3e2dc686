"""年度安排: a year of the branch as a sheet, as months, as a list; each duty a step from being done."""
