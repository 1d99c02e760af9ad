/* 谁的“三公”经费比上年减少最多？
   Whose three public costs fell most against the year before? */
SELECT organisation_name_zh, fiscal_year, phase, amount_yuan, previous_yuan, change_yuan, flags FROM mart.series
WHERE concept = 'three_public' AND change_yuan IS NOT NULL
ORDER BY change_yuan, organisation_name_zh, fiscal_year;
