/* 工资福利支出（301）各是多少？
   How much are wages and welfare (301)? */
SELECT organisation_name_zh, fiscal_year, phase, scope, sum(basic_yuan) AS wages_yuan FROM mart.spending_by_economic
WHERE starts_with(economic_code, '301') GROUP BY ALL ORDER BY ALL;
