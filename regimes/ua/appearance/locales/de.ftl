name-period-sixty = sechzig Tage
name-period-sixty-from-the-day = sechzig Tage, der erste mitgezählt
