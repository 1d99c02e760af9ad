/* ---
name: core.organisation_name
kind: table
title_zh: "单位名称"
title_en: "Names of organisations"
description_zh: "每个名称（登记名、别名，以及文件中出现而未登记的名称）对应一个单位。单位编号只在此处产生。"
description_en: "One row per name, be it registered, an alias, or printed and not registered, with the organisation it stands for. Here and nowhere else an organisation gets its id."
grain: [name_key]
columns:
  name_key: {type: VARCHAR, zh: "去掉空白、括号统一后的名称", en: "The name without white space and with full-width brackets"}
  organisation_id: {type: VARCHAR, zh: "单位编号；未登记的为 org_ 加名称 sha256 的前 12 位", en: "Id of the organisation; where not registered org_ and 12 hex digits of the name's sha256"}
  name_source: {type: VARCHAR, zh: "registered 登记名、alias 别名、printed 仅见于文件", en: "registered, alias, or printed (only seen in documents)"}
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
  SELECT DISTINCT core.organisation_key(organisation_name) AS name_key FROM stage_document
  WHERE organisation_name IS NOT NULL
)
SELECT name_key, organisation_id, name_source FROM known_key
UNION ALL
SELECT name_key, 'org_' || left(sha256(name_key), 12), 'printed'
FROM printed ANTI JOIN known_key USING (name_key)
