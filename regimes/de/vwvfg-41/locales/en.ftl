name-period-fiction = the presumed days
name-period-fiction-moved = the presumed days, moved to a working day
