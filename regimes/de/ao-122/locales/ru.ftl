name-period-fiction = дни презумпции
