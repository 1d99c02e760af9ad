/* 每份文件有多少数字未归类？
   How many numbers of each document are not accounted for? */
SELECT organisation_name_zh, fiscal_year, phase, scope, unclaimed_share FROM mart.disclosure_quality ORDER BY ALL;
