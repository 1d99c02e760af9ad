/* 哪些三公经费合计与各项之和不符？
   Which printed totals of the three public costs differ from their parts? */
SELECT organisation_name_zh, fiscal_year, three_public_yuan, printed_total_yuan FROM mart.three_public
WHERE three_public_yuan <> printed_total_yuan ORDER BY ALL;
