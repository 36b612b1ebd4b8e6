name-period-fiction = die vermuteten Tage
name-period-fiction-moved = die vermuteten Tage, auf einen Werktag verschoben
