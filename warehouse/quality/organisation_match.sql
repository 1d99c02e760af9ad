/* ---
name: quality.organisation_match
kind: table
title_zh: "单位名称匹配"
title_en: "Names of organisations matched with the register"
description_zh: "文件所印的每个单位名称与登记表比对的结果。登记名、别名，或同一区划内规范化（NFKC、括号、本级/本部、区划前缀）后完全相同的，自动采用；其余相近名称只作建议，由人判断。区划不同的名称无论多相近都不匹配。"
description_en: "What each printed name of an organisation comes to against the register. A registered name, an alias, or equality in normalised form (NFKC, brackets, 本级/本部, division prefix) within one division is accepted; anything close is a proposal for a person. Names of different divisions never match, however close."
grain: [name_printed]
columns:
  name_printed: {type: VARCHAR}
  division_code: {type: VARCHAR, references: core.dim_division.division_code, zh: "名称所示的区划；已匹配的取登记的区划；不能确定为空", en: "Division the name stands for, that of the register where matched; null where not certain"}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "最相近的登记单位；没有为空", en: "Registered organisation that comes closest; null without one"}
  organisation_name: {type: VARCHAR, zh: "该单位的登记名称", en: "Its registered name"}
  score: {type: "DECIMAL(5, 2)", zh: "相似度 0 至 100（插入与删除距离），100 为相同；没有候选为空", en: "Similarity 0 to 100 by insertions and deletions, 100 is equal; null without a candidate"}
  method: {type: VARCHAR, zh: "register 登记名、alias 别名、normalised 规范化后相同、proposed 建议、none 无", en: "register, alias, normalised, proposed or none"}
  outcome: {type: VARCHAR, zh: "matched 已匹配、to_review 待审、new 未登记", en: "matched, to_review or new"}
  documents: {type: BIGINT, unit: count}
--- */
SELECT
  found.name_printed,
  found.division_code,
  found.organisation_id,
  found.organisation_name,
  found.score,
  found.method,
  found.outcome,
  count(*) AS documents
FROM source_organisation_match AS found
JOIN stage_document AS document ON document.organisation_name = found.name_printed
GROUP BY ALL
