/* 各部门一般公共服务支出（201）多少？
   Spending on class 201 by department? */
SELECT organisation_name_zh, fiscal_year, phase, sum(total_yuan) AS class_201_yuan, bool_and(is_complete) AS is_complete
FROM mart.spending_by_function WHERE class_code = '201'
GROUP BY ALL ORDER BY class_201_yuan DESC, organisation_name_zh;
