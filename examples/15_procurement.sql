/* 政府采购中货物、工程、服务各多少，面向中小企业的占多少？
   Procurement of goods, works and services, and from small enterprises? */
SELECT organisation_name_zh, fiscal_year, phase, statistic_name_zh, value AS amount_yuan, is_contradicted FROM mart.statistic
WHERE statistic_code LIKE 'procurement%' ORDER BY ALL;
