/* ---
name: core.organisation_lineage
kind: table
title_zh: "单位世系"
title_en: "Lineages of organisations"
description_zh: "每个单位一行；更名前后的单位共用一个世系编号，即最早单位的编号，因此再次更名不改变编号。合并与分设另起世系，只作标记。部门与本级单位是同一单位、同一世系，以口径（scope）区分，二者不可相加。"
description_en: "One row per organisation; those before and after a rename share a lineage_id, the id of the earliest, so that a further rename does not change it. A merger or a split begins a lineage of its own and is only flagged. A department and its own unit are one organisation and one lineage, told apart by the scope, and are never added."
grain: [organisation_id]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, described_as: organisation_key}
  lineage_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "世系编号：最早单位的编号", en: "Id of the earliest organisation of the lineage"}
  position: {type: INTEGER, zh: "在世系中的次序，从 1 起", en: "Place in the lineage, from 1 on"}
  is_latest: {type: BOOLEAN, zh: "是否世系中最后一个单位", en: "Whether it is the last organisation of the lineage"}
  latest_name_zh: {type: VARCHAR, zh: "世系中最后一个单位的名称", en: "Name of the last organisation of the lineage"}
  has_merger: {type: BOOLEAN, zh: "世系中有单位由合并而来或被合并", en: "Whether an organisation of the lineage came of a merger or went into one"}
  has_split: {type: BOOLEAN, zh: "世系中有单位由分设而来或被分设", en: "Whether an organisation of the lineage came of a split or was split"}
--- */
WITH RECURSIVE renamed AS (
  SELECT predecessor_id, successor_id FROM core.organisation_succession WHERE kind = 'renamed'
),
line AS (
  SELECT organisation_id, organisation_id AS lineage_id, 1 AS "position"
  FROM core.dim_organisation
  WHERE organisation_id NOT IN (SELECT successor_id FROM renamed)
  UNION ALL
  SELECT renamed.successor_id, line.lineage_id, line."position" + 1
  FROM line JOIN renamed ON renamed.predecessor_id = line.organisation_id
),
changed AS (
  SELECT unnest([predecessor_id, successor_id]) AS organisation_id, kind
  FROM core.organisation_succession WHERE kind <> 'renamed'
),
flagged AS (
  SELECT lineage_id, bool_or(kind = 'merged') AS has_merger, bool_or(kind = 'split') AS has_split
  FROM line JOIN changed USING (organisation_id) GROUP BY lineage_id
)
SELECT
  line.organisation_id,
  line.lineage_id,
  line."position",
  line."position" = max(line."position") OVER lineage AS is_latest,
  last_value(organisation.name_zh) OVER lineage AS latest_name_zh,
  coalesce(flagged.has_merger, false) AS has_merger,
  coalesce(flagged.has_split, false) AS has_split
FROM line
JOIN core.dim_organisation AS organisation USING (organisation_id)
LEFT JOIN flagged USING (lineage_id)
WINDOW lineage AS (PARTITION BY line.lineage_id ORDER BY line."position"
                   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
