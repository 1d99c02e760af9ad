/* 政府性基金收入多少？
   How much revenue is from government funds? */
SELECT organisation_name_zh, fiscal_year, phase, amount_yuan, form_code FROM mart.revenue_by_source
WHERE fund_source = 'government_fund_budget' ORDER BY ALL;
