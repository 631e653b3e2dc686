"""第一议题: the library, sessions, measures looked back on, who led the reading, hours of study."""
