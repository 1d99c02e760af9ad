/* 机关事业单位基本养老保险缴费支出谁最多？
   Who pays most basic pension contributions (2080505)? */
SELECT organisation_name_zh, fiscal_year, phase, total_yuan FROM mart.spending_by_function
WHERE function_code = '2080505' ORDER BY total_yuan DESC, organisation_name_zh;
