name-period-fiction = дни презумпции
name-period-fiction-moved = дни презумпции с переносом на рабочий день
