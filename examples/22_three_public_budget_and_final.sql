/* “三公”经费决算比预算节约多少，包括全部节约的？
   Three public costs: how far below the budget is the final, the cases of −100 % included? */
SELECT organisation_name_zh, fiscal_year, budget.three_public_yuan AS budget_yuan,
  adjusted.three_public_yuan AS adjusted_yuan, final.three_public_yuan AS final_yuan,
  final.three_public_yuan - coalesce(adjusted.three_public_yuan, budget.three_public_yuan) AS difference_yuan,
  final.basis AS final_basis
FROM mart.three_public AS final
LEFT JOIN (FROM mart.three_public WHERE phase = 'budget') AS budget
  USING (organisation_id, organisation_name_zh, fiscal_year, scope)
LEFT JOIN (FROM mart.three_public WHERE phase = 'adjusted') AS adjusted
  USING (organisation_id, organisation_name_zh, fiscal_year, scope)
WHERE final.phase = 'final' AND final.is_own_disclosure ORDER BY ALL;
