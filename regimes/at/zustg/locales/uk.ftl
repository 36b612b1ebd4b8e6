name-period-third-working-day = третій робочий день
