name-period-sixty = шістдесят днів
name-period-sixty-from-the-day = шістдесят днів, рахуючи перший
