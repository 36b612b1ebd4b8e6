name-period-sixty = шестьдесят дней
name-period-sixty-from-the-day = шестьдесят дней, считая первый
