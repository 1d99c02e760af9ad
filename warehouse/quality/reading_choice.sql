/* ---
name: quality.reading_choice
kind: table
title_zh: "识别候选与取舍"
title_en: "Readings of doubtful figures"
description_zh: "识别不确定的数字的每个候选读法一行；由勾稽关系选定的注明所依据的关系。"
description_en: "One row per candidate reading of a doubtful figure; where a tie chose among them it is named."
grain: [statement_id, candidate_text]
columns:
  statement_id: {type: VARCHAR, references: core.fct_amount.statement_id}
  document_id: {type: VARCHAR, references: meta.document.document_id}
  read_text: {type: VARCHAR, zh: "识别所得文字", en: "Text as first read"}
  candidate_text: {type: VARCHAR, zh: "候选文字", en: "Candidate reading"}
  candidate_confidence: {type: DOUBLE, zh: "候选的置信度（0 至 1）", en: "Confidence of the candidate, 0 to 1"}
  is_chosen: {type: BOOLEAN, zh: "是否选用", en: "Whether it is the one used"}
  chosen_by: {type: VARCHAR, zh: "选用依据：recognition 识别结果、form_of_numbers 数字书写规则、tie 勾稽关系；未选用为空", en: "recognition, form_of_numbers (how numbers are written) or tie; null where not chosen"}
  tie_id: {type: VARCHAR, zh: "据以选定的勾稽关系", en: "Tie that chose it; null where the reading stands"}
--- */
SELECT statement_id, document_id, read_text, candidate_text, candidate_confidence, is_chosen,
  chosen_by, tie_id
FROM stage_reading_choice
