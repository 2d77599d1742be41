# Days and times. The names of months and weekdays come from the languages of minutes (src/lang).

# 29 Nov
date-short = { $day } { $month }
# 29 Nov 2019
date-year = { $day } { $month } { $year }
# Fri 29 Nov
date-weekday = { $weekday } { $day } { $month }
# Fri 29 Nov 2019
date-whole = { $weekday } { $day } { $month } { $year }
# Fri 29 Nov 2019, 14:30
date-clock = { $day }, { $clock }

date-today = today
date-tomorrow = tomorrow
date-yesterday = yesterday
date-in-days = in { $days } days
date-days-ago = { $days } days ago

# Fri 29
date-weekday-day = { $weekday } { $day }

# 14:30 Fri, Fri 14:30
date-clock-weekday = { $clock } { $weekday }
date-weekday-clock = { $weekday } { $clock }
