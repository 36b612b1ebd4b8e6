name-period-ten = десять днів
