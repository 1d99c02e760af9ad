/* 哪里实有人数超过编制？
   Where are more staff in post than established? */
SELECT organisation_name_zh, fiscal_year, phase, staff.value AS in_post, posts.value AS established
FROM mart.statistic AS staff
JOIN mart.statistic AS posts USING (organisation_id, organisation_name_zh, fiscal_year, phase, scope)
WHERE staff.statistic_code = 'staff_in_post' AND posts.statistic_code = 'staff_establishment'
  AND staff.is_whole AND posts.is_whole AND staff.value > posts.value
  -- a document that states two numbers may count two offices
  AND NOT staff.is_contradicted AND NOT posts.is_contradicted ORDER BY ALL;
