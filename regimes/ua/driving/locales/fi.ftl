name-period-ten = kymmenen päivää
