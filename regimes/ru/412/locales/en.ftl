name-period-seven-rolled = seven days, moved to a working day
name-period-twenty-rolled = twenty days, moved to a working day
