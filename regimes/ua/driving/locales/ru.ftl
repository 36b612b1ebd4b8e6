name-period-ten = десять дней
