/* 各部门委托业务费（30227）多少？
   Commissioned services (30227) by department? */
SELECT organisation_name_zh, fiscal_year, phase, economic_code, economic_name_zh, total_yuan, basic_yuan
FROM mart.spending_by_economic WHERE economic_code IN ('30227', '50205') ORDER BY ALL;
