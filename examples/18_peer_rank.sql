/* 同区同年各部门支出排名？
   How do departments of one district rank? */
SELECT organisation_name_zh, fiscal_year, phase, rank, peers, median_yuan FROM mart.peer_ranking
WHERE concept = 'expenditure' AND scope = 'department' AND peers > 1 ORDER BY fiscal_year, rank, organisation_name_zh;
