/* 金额最大的项目？
   The largest projects? */
SELECT organisation_name_zh, project_name, amount_yuan, targets FROM mart.project
WHERE amount_yuan IS NOT NULL ORDER BY amount_yuan DESC, project_name;
