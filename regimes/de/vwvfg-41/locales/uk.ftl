name-period-fiction = дні презумпції
name-period-fiction-moved = дні презумпції з перенесенням на робочий день
