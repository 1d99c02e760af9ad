/* 正文与表格不一致之处？
   Where does the text differ from the forms? */
SELECT organisation_id, page, printed_text, difference, unit FROM quality.finding
WHERE rule_id = 'text_agrees_with_forms' ORDER BY ALL;
