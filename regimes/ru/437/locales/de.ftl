name-period-seven-rolled = sieben Tage, auf einen Werktag verschoben
name-period-twenty-rolled = zwanzig Tage, auf einen Werktag verschoben
