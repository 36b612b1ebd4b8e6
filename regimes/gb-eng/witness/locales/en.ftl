name-period-second-day = the second day, moved to a working day
name-period-same-day = the same working day
