/* 谁的预算增加而人员减少？没有写明人数的也列出。
   Whose budget grew although its staff fell? Those that state no staff are listed too.? */
SELECT grown.organisation_name_zh, grown.fiscal_year, grown.change_yuan,
  staff.value AS staff_person, before.value AS staff_before_person, staff.value < before.value AS staff_fell
FROM mart.series AS grown
LEFT JOIN mart.statistic AS staff ON staff.statistic_code = 'staff_in_post' AND staff.organisation_id = grown.organisation_id
  AND staff.fiscal_year = grown.fiscal_year AND staff.phase = grown.phase
LEFT JOIN mart.statistic AS before ON before.statistic_code = 'staff_in_post' AND before.organisation_id = grown.organisation_id
  AND before.fiscal_year = grown.fiscal_year - 1 AND before.phase = grown.phase
WHERE grown.concept = 'expenditure_grand_total' AND grown.phase = 'budget' AND grown.change_yuan > 0
ORDER BY staff_fell DESC NULLS LAST, grown.change_yuan DESC;
