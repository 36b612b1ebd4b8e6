name-period-sixty = sechzig Tage
