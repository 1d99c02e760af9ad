/* 人员经费占基本支出的比重？
   What share of basic expenditure is personnel? */
SELECT organisation_name_zh, fiscal_year, phase, personnel_yuan, public_yuan,
  core.quotient(personnel_yuan, personnel_yuan + public_yuan, 4) AS personnel_share, personnel_basis
FROM mart.organisation_year WHERE personnel_yuan + public_yuan > 0 ORDER BY ALL;
