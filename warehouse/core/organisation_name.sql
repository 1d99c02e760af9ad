/* ---
name: core.organisation_name
kind: table
title_zh: "单位名称"
title_en: "Names of organisations"
description_zh: "每个名称（登记名、别名，以及文件中出现而未登记的名称）对应一个单位。单位编号只在此处产生。登记表优先；未登记的名称仅在同一区划内规范化后完全相同时归入登记单位，同一区划内规范化后相同的未登记名称（如中国共产党某省委员会、中共某省委、某省委的办公厅）是同一单位；其余相近的只作为建议（quality.organisation_match）。本级与部门是同一单位，以口径区分。"
description_en: "One row per name, be it registered, an alias, or printed and not registered, with the organisation it stands for. Here and nowhere else an organisation gets its id. The register wins; a name it lacks is taken for a registered organisation only where both are equal in normalised form within one division; unregistered names that are equal so (the office of 中国共产党某省委员会, 中共某省委 or 某省委) are one organisation; anything less is a proposal (quality.organisation_match). A department and its own level (本级) are one organisation, told apart by the scope."
grain: [name_key]
columns:
  name_key: {type: VARCHAR, zh: "去掉空白、括号统一后的名称", en: "The name without white space and with full-width brackets"}
  organisation_id: {type: VARCHAR, zh: "单位编号；未登记的为 org_ 加名称（有多种写法的取最长者）sha256 的前 12 位", en: "Id of the organisation; where not registered org_ and 12 hex digits of the sha256 of the name, of several spellings the longest"}
  name_source: {type: VARCHAR, zh: "registered 登记名、alias 别名、normalised 规范化后与登记名或另一所印名称相同、printed 仅见于文件", en: "registered, alias, normalised (equal to a registered or another printed name once normalised) or printed (only seen in documents)"}
--- */
WITH known AS (
  SELECT organisation_id, name_zh AS name, 'registered' AS name_source FROM code_organisations
  UNION ALL
  SELECT organisation_id, unnest(string_split(aliases, '|')), 'alias' FROM code_organisations
),
known_key AS (
  SELECT core.organisation_key(name) AS name_key, organisation_id,
         max(name_source) AS name_source
  FROM known WHERE name <> '' GROUP BY ALL
),
printed AS (
  SELECT core.organisation_key(name_printed) AS name_key,
    any_value(organisation_id) FILTER (method = 'normalised') AS organisation_id,
    any_value(core.organisation_key(spelling_of)) AS spelling_key
  FROM source_organisation_match GROUP BY ALL
)
SELECT name_key, organisation_id, name_source FROM known_key
UNION ALL
SELECT name_key, coalesce(organisation_id, 'org_' || left(sha256(spelling_key), 12)),
  CASE WHEN organisation_id IS NULL AND name_key = spelling_key THEN 'printed' ELSE 'normalised' END
FROM printed ANTI JOIN known_key USING (name_key)
