name-period-fiction = oletetut päivät
name-period-fiction-moved = oletetut päivät siirrettynä arkipäivään
