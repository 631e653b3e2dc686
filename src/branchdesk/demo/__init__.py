"""An invented branch as plain data, so that every screen, paper and check has something real-looking to work on.

Nobody in it exists. Everything follows from a seed and the day that counts as today.
"""
