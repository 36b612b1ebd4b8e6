name-period-seven-rolled = сім днів з перенесенням на робочий день
name-period-twenty-rolled = двадцять днів з перенесенням на робочий день
