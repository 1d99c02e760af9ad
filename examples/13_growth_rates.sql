/* 正文所述增减率是否与金额相符？
   Do the growth rates of the text fit their amounts? */
SELECT organisation_id, subject_text, value AS printed_percent, value_recomputed AS recomputed_percent
FROM core.fct_claim WHERE kind = 'change_rate' AND abs(value - value_recomputed) > 1 ORDER BY ALL;
