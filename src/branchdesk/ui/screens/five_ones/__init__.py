"""五个一 · 政治生日: whose birthday is when, what was done for it, a month celebrated together."""
