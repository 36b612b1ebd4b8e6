name-period-third-working-day = der dritte Werktag
