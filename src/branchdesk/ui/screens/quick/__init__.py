"""补录旧会议: old meetings entered by keyboard, a line each."""
