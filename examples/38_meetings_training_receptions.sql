/* 会议费、培训费、公务接待费合计多少？
   Meetings, training and receptions together? */
SELECT organisation_name_zh, fiscal_year, phase, sum(basic_yuan) AS basic_yuan,
  list(economic_name_zh ORDER BY economic_code) AS of_which
FROM mart.spending_by_economic WHERE economic_code IN ('30215', '30216', '30217') AND basic_yuan IS NOT NULL
GROUP BY ALL ORDER BY basic_yuan DESC, organisation_name_zh, fiscal_year;
