/* 收入来自哪里？
   Where does revenue come from? */
SELECT organisation_name_zh, fiscal_year, phase, scope, fund_source_name_zh, amount_yuan FROM mart.revenue_by_source
WHERE amount_yuan <> 0 ORDER BY ALL;
