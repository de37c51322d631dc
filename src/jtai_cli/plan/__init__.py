"""One inspection: what is known of it, and the timetable that follows."""
