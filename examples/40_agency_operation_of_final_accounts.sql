/* 决算的机关运行经费多少，人均多少？
   Agency operating costs of final accounts, and per head? */
SELECT organisation_name_zh, fiscal_year, amount_yuan, basis, per_staff_yuan, per_staff_reason FROM mart.series
WHERE concept = 'agency_operation' AND phase = 'final' ORDER BY ALL;
