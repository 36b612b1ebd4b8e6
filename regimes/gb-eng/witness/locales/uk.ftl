name-period-second-day = другий день з перенесенням на робочий день
name-period-same-day = той самий робочий день
