/* 年初和年末结转多少？
   How much is carried over at the start and at the end of the year? */
SELECT organisation_name_zh, fiscal_year, phase, fund_source, opening_yuan, closing_yuan, change_yuan, basis
FROM mart.carry_over ORDER BY ALL;
