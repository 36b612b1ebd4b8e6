name-period-sixty = sixty days
name-period-sixty-from-the-day = sixty days, the first one counted
