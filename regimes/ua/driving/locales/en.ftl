name-period-ten = ten days
