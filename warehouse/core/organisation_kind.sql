/* ---
name: core.organisation_kind
kind: table
title_zh: "单位类别"
title_en: "Kinds of organisations"
description_zh: "由名称结尾确定的单位类别（街道、局、委、办等），最长的结尾优先；不能确定的单位不在表中。"
description_en: "The kind of an organisation as the ending of its name tells it (subdistrict, bureau, commission, office ...), the longest ending first; those whose name tells none are not here."
grain: [organisation_id]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  kind_code: {type: VARCHAR, zh: "类别代码", en: "Code of the kind"}
  kind_name_zh: {type: VARCHAR}
  kind_name_en: {type: VARCHAR, zh: "类别英文名称", en: "English name of the kind"}
  name_ending: {type: VARCHAR, zh: "所依据的名称结尾", en: "Ending of the name that decided"}
--- */
SELECT organisation_id, kind_code, kind.name_zh AS kind_name_zh, kind.name_en AS kind_name_en,
       name_ending
FROM core.dim_organisation AS organisation
JOIN code_organisation_kinds AS kind
  ON ends_with(regexp_replace(organisation.name_zh, '(（[^）]*）|本级|本部)$', ''), name_ending)
QUALIFY row_number() OVER (PARTITION BY organisation_id ORDER BY length(name_ending) DESC) = 1
