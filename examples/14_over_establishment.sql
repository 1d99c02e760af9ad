/* 哪里实有人数超过编制？
   Where are more staff in post than established? */
SELECT staff.organisation_id, staff.value AS in_post, posts.value AS established
FROM core.fct_statistic AS staff JOIN core.fct_statistic AS posts USING (document_id)
WHERE staff.statistic_code = 'staff_in_post' AND posts.statistic_code = 'staff_establishment'
  AND staff.value > posts.value ORDER BY ALL;
