name-period-seven-rolled = семь дней с переносом на рабочий день
name-period-twenty-rolled = двадцать дней с переносом на рабочий день
