/* 哪些科目新增或消失？
   Which codes appear or vanish from one year to the next? */
WITH code AS (
  SELECT organisation_id, organisation_name_zh, phase, function_code, list(fiscal_year) AS years
  FROM mart.spending_by_function GROUP BY ALL),
pair AS (
  SELECT DISTINCT organisation_id, phase, fiscal_year FROM mart.spending_by_function
  SEMI JOIN (SELECT organisation_id, phase, fiscal_year + 1 AS fiscal_year FROM mart.spending_by_function)
    USING (organisation_id, phase, fiscal_year))
SELECT organisation_name_zh, phase, fiscal_year,
  count(*) FILTER (fiscal_year IN years AND fiscal_year - 1 IN years) AS kept,
  list(function_code ORDER BY function_code) FILTER (fiscal_year IN years AND NOT fiscal_year - 1 IN years) AS appeared,
  list(function_code ORDER BY function_code) FILTER (NOT fiscal_year IN years AND fiscal_year - 1 IN years) AS vanished
FROM pair JOIN code USING (organisation_id, phase) GROUP BY ALL ORDER BY ALL;
