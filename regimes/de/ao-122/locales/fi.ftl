name-period-fiction = oletetut päivät
