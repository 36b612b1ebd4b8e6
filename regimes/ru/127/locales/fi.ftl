name-period-seven-rolled = seitsemän päivää siirrettynä arkipäivään
name-period-twenty-rolled = kaksikymmentä päivää siirrettynä arkipäivään
