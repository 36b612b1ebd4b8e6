name-period-third-working-day = kolmas arkipäivä
