name-period-second-day = der zweite Tag, auf einen Werktag verschoben
name-period-same-day = derselbe Werktag
