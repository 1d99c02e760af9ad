/* ---
name: core.dim_organisation
kind: table
title_zh: "单位"
title_en: "Organisations"
description_zh: "登记的单位，以及文件中出现而未登记的单位。"
description_en: "Organisations of the register, and those that documents name and the register does not."
grain: [organisation_id]
columns:
  organisation_id: {type: VARCHAR, described_as: organisation_key}
  name_zh: {type: VARCHAR}
  name_en: {type: VARCHAR, described_as: name_en_translated}
  parent_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "主管单位", en: "Organisation in charge of it"}
  division_code: {type: VARCHAR, references: core.dim_division.division_code, zh: "所在行政区划；由登记或名称开头确定，否则为空", en: "Division it belongs to: as registered, else by the longest division name its own name begins with, else null"}
  division_name: {type: VARCHAR}
  valid_from: {type: INTEGER, zh: "名称起用年", en: "First year of the name"}
  valid_to: {type: INTEGER, zh: "名称停用年", en: "Last year of the name"}
  predecessor_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "前身单位", en: "Organisation it took over from"}
  is_registered: {type: BOOLEAN, zh: "是否在单位登记表中", en: "Whether it is in the register"}
--- */
WITH organisation AS (
  SELECT organisation_id, name_zh, name_en, parent_id, division_code, valid_from, valid_to,
         predecessor_id, true AS is_registered
  FROM code_organisations
  UNION ALL
  SELECT organisation_id, name_key, NULL, NULL, NULL, NULL, NULL, NULL, false
  FROM core.organisation_name WHERE name_source = 'printed'
),
beginning AS (
  SELECT organisation_id, left(place_name, unnest(range(2, length(place_name) + 1))) AS name_prefix
  FROM (SELECT organisation_id, regexp_replace(name_zh, '^(中共|中国共产党)', '') AS place_name
        FROM organisation)
),
matched AS (
  SELECT organisation_id, arg_max(division.division_code, length(name_prefix)) AS division_code
  FROM beginning JOIN core.division_name AS division USING (name_prefix)
  GROUP BY organisation_id
)
SELECT
  organisation_id,
  organisation.name_zh,
  organisation.name_en,
  parent_id,
  division_code,
  division.full_name_zh AS division_name,
  valid_from,
  valid_to,
  predecessor_id,
  is_registered
FROM (
  SELECT organisation.* REPLACE (
    coalesce(organisation.division_code, matched.division_code) AS division_code)
  FROM organisation LEFT JOIN matched USING (organisation_id)
) AS organisation
LEFT JOIN core.dim_division AS division USING (division_code)
