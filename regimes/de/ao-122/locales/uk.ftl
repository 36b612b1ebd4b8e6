name-period-fiction = дні презумпції
