name-period-ten = zehn Tage
