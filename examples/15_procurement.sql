/* 政府采购中货物、工程、服务各多少？
   Procurement of goods, works and services? */
SELECT organisation_id, fiscal_year, phase, scope, statistic_code, value AS amount_yuan FROM core.fct_statistic
WHERE statistic_code IN ('procurement_total', 'procurement_goods', 'procurement_works', 'procurement_services')
ORDER BY ALL;
