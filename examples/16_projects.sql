/* 金额最大的项目，占项目支出的比重？
   The largest projects, and their share of project expenditure? */
SELECT organisation_name_zh, fiscal_year, project_name, amount_yuan, amount_basis, share, targets FROM mart.project
WHERE amount_yuan IS NOT NULL ORDER BY amount_yuan DESC, project_name LIMIT 15;
