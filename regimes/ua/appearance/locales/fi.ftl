name-period-sixty = kuusikymmentä päivää
name-period-sixty-from-the-day = kuusikymmentä päivää ensimmäinen mukaan lukien
