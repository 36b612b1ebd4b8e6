name-period-sixty = kuusikymmentä päivää
