name-period-fiction = the presumed days
