/* 哪份文件的自相矛盾最多？
   Which document contradicts itself most? */
SELECT organisation_name_zh, fiscal_year, phase, scope, findings, roots, contradicted_per_hundred
FROM mart.disclosure_quality ORDER BY findings DESC, organisation_name_zh, scope;
