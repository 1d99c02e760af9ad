/* ---
name: quality.organisation_worklist
kind: table
title_zh: "待登记的单位名称"
title_en: "Names of organisations to register"
description_zh: "未匹配的名称，最常见者优先。由人判断后，将 register_line（新单位）加入 warehouse/codes/organisations.csv，或以 alias_line（候选单位的别名）替换候选单位的那一行。"
description_en: "Names that are not matched, the most frequent first to be done. A person decides, and adds register_line (a new organisation) to warehouse/codes/organisations.csv, or puts alias_line (another name of the candidate) in the place of the candidate's line."
grain: [name_printed]
columns:
  name_printed: {type: VARCHAR}
  outcome: {type: VARCHAR, zh: "to_review 有相近的登记单位、new 没有", en: "to_review (a registered organisation comes close) or new"}
  documents: {type: BIGINT, unit: count}
  division_code: {type: VARCHAR, references: core.dim_division.division_code, zh: "名称所示的区划", en: "Division the name stands for"}
  division_name: {type: VARCHAR, zh: "该区划的全称", en: "Full name of the division"}
  candidate_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "候选单位", en: "Candidate"}
  candidate_name: {type: VARCHAR, zh: "候选单位的登记名称", en: "Registered name of the candidate"}
  score: {type: "DECIMAL(5, 2)", zh: "相似度 0 至 100", en: "Similarity 0 to 100"}
  register_line: {type: VARCHAR, zh: "登记为新单位的一行；编号与现用编号相同，英文名、主管单位由人补", en: "Line that registers it as an organisation of its own, under the id it has now; a person adds English name and parent"}
  alias_line: {type: VARCHAR, zh: "将其作为候选单位别名的一行；没有候选为空", en: "Line that makes it an alias of the candidate; null without one"}
--- */
SELECT
  found.name_printed,
  found.outcome,
  found.documents,
  found.division_code,
  division.full_name_zh AS division_name,
  found.organisation_id AS candidate_id,
  found.organisation_name AS candidate_name,
  found.score,
  concat_ws(',', names.organisation_id, quality.csv_field(names.name_key), '', '', '',
            coalesce(found.division_code, ''), '', '', '') AS register_line,
  CASE WHEN candidate.organisation_id IS NOT NULL THEN
    concat_ws(',', candidate.organisation_id, quality.csv_field(candidate.name_zh),
              quality.csv_field(candidate.name_en),
              quality.csv_field(concat_ws('|', candidate.aliases, names.name_key)),
              coalesce(candidate.parent_id, ''), coalesce(candidate.division_code, ''),
              coalesce(candidate.valid_from, ''), coalesce(candidate.valid_to, ''),
              coalesce(candidate.predecessor_id, '')) END AS alias_line
FROM quality.organisation_match AS found
JOIN core.organisation_name AS names
  ON names.name_key = core.organisation_key(found.name_printed)
LEFT JOIN core.dim_division AS division ON division.division_code = found.division_code
LEFT JOIN code_organisations AS candidate ON candidate.organisation_id = found.organisation_id
WHERE found.outcome <> 'matched'
