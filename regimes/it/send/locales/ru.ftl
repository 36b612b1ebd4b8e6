name-period-sixty = шестьдесят дней
