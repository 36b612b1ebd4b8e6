name-period-sixty = sixty days
