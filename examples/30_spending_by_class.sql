/* 各类支出全部部门合计多少？
   What do all departments spend on each class? */
SELECT fiscal_year, phase, class_code, class_name_zh, count(DISTINCT organisation_id) AS organisations, sum(total_yuan) AS total_yuan
FROM mart.spending_by_function GROUP BY ALL ORDER BY fiscal_year, phase, class_code;
