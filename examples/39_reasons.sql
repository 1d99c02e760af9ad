/* 变化最大的原因是什么？
   Which reasons are given for the largest changes? */
SELECT organisation_name_zh, fiscal_year, subject_text, change_yuan, reason_text FROM mart.reason
WHERE kind = 'change' AND change_yuan IS NOT NULL ORDER BY abs(change_yuan) DESC, claim_id LIMIT 10;
