"""出勤情况: `matrix.py` is person × meeting, `missed.py` what was not made up, `screen.py` joins them."""
