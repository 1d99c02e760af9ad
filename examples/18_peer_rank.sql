/* 同区同年各部门支出排名？
   How do departments of one district rank? */
SELECT organisation_name_zh, fiscal_year, phase, rank, peers, percentile, median_yuan FROM mart.peer_ranking
WHERE peer_group = 'same_division' AND concept = 'expenditure' AND rank IS NOT NULL
ORDER BY fiscal_year, rank, organisation_name_zh;
