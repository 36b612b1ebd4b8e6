name-period-second-day = второй день с переносом на рабочий день
name-period-same-day = тот же рабочий день
