name-period-fiction = die vermuteten Tage
