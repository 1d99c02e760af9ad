/* 最大的矛盾是哪些，错在哪一格？
   Which contradictions are the largest, and which cell is wrong? */
SELECT organisation.name_zh AS organisation_name_zh, form_code, row_label, page, printed_text, difference, cause
FROM quality.finding LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
WHERE unit = 'yuan' AND finding_id = root_finding_id ORDER BY abs(difference) DESC, finding_id LIMIT 10;
