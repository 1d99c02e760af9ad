/* 合计不符的原因有哪些？
   Why do sums not fit? */
SELECT cause, count(*) AS findings, count(DISTINCT root_finding_id) AS roots FROM quality.finding
WHERE cause IS NOT NULL GROUP BY cause ORDER BY findings DESC, cause;
