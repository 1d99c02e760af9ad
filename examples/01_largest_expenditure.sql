/* 哪个部门本年支出最多？
   Which department spends most? */
SELECT organisation_name_zh, fiscal_year, phase, expenditure_yuan FROM mart.organisation_year
WHERE scope = 'department' ORDER BY expenditure_yuan DESC, organisation_name_zh LIMIT 5;
