name-period-second-day = toinen päivä siirrettynä arkipäivään
name-period-same-day = sama arkipäivä
