"""Fields that know how people in an office write dates, times and names."""
