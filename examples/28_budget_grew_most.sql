/* 今年谁的预算增加最多？
   Whose budget grew most this year? */
SELECT organisation_name_zh, fiscal_year, amount_yuan, previous_yuan, change_yuan, flags FROM mart.series
WHERE concept = 'expenditure_grand_total' AND phase = 'budget' AND change_yuan IS NOT NULL
  AND NOT base_contradicted ORDER BY change_yuan DESC, organisation_name_zh;
