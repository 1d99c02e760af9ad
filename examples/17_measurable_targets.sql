/* 绩效指标中可量化的占多少？
   How many performance targets can be measured? */
SELECT organisation_name_zh, count(*) AS targets, count(*) FILTER (is_measurable) AS measurable
FROM mart.performance_target WHERE level_3 IS NOT NULL GROUP BY ALL ORDER BY ALL;
