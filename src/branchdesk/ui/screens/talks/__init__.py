"""谈心谈话: who talked with whom, and what the year still lacks."""
