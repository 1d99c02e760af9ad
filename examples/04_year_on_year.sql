/* 两年都有预算的部门，支出变化多少？
   How did expenditure change where two years are there? */
SELECT organisation_name_zh, fiscal_year, amount_yuan, change_yuan, flags FROM mart.series
WHERE concept = 'expenditure' AND change_yuan IS NOT NULL ORDER BY ALL;
