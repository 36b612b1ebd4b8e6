name-period-third-working-day = the third working day
