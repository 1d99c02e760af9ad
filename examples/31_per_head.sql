/* 按在职人员和常住人口平均的支出？没有的写明原因。
   Expenditure per head of staff and per resident? Where there is none the reason stands beside it.? */
SELECT organisation_name_zh, fiscal_year, phase, amount_yuan, per_staff_yuan, per_staff_reason, per_resident_yuan, per_resident_reason
FROM mart.series WHERE concept = 'expenditure' AND is_own_disclosure ORDER BY ALL;
