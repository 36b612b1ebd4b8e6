name-period-sixty = шістдесят днів
