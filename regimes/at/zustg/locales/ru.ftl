name-period-third-working-day = третий рабочий день
