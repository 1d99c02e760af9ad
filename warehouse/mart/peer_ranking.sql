/* ---
name: mart.peer_ranking
kind: table
default_scope: true
title_zh: "同类单位排名"
title_en: "Peer ranking"
description_zh: "同一年度、阶段、口径、概念的单位在两种同类组（peer_group）中按金额排名，只取本年度自己的文件：same_division 同一行政区划，same_level_and_kind 区划层级相同且类别（街道、局、委、办等）相同。不足三个单位的组，以及类别不明的单位，名次、分位数、中位数为空，并给出原因。"
description_en: "Organisations of one year, phase, scope and concept, ranked by amount within two kinds of peer groups, from the disclosures of that year only: same_division, and same_level_and_kind (same level of division and same kind: subdistrict, bureau, commission, office ...). In a group of fewer than three, and where the kind is not known, rank, percentile and median are null and a reason stands beside them."
grain: [peer_group, organisation_id, fiscal_year, phase, scope, concept]
columns:
  peer_group: {type: VARCHAR, zh: "同类组：same_division 同一区划、same_level_and_kind 同层级同类别", en: "same_division or same_level_and_kind"}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  concept: {type: VARCHAR}
  division_code: {type: VARCHAR, references: core.dim_division.division_code}
  division_level: {type: VARCHAR, zh: "区划层级：province、prefecture、county", en: "Level of the division: province, prefecture or county"}
  kind_code: {type: VARCHAR, zh: "单位类别（见 core.organisation_kind）；不明为空", en: "Kind of the organisation, see core.organisation_kind; null where unknown"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  rank: {type: INTEGER, zh: "名次，1 为最大；并列同名次", en: "Rank, 1 is the largest; equal amounts share one"}
  peers: {type: INTEGER, unit: count, zh: "组内单位数，含本单位；类别不明为空", en: "Organisations in the group, this one included; null where the kind is unknown"}
  percentile: {type: "DECIMAL(9, 6)", unit: ratio, zh: "组内金额不大于该单位的比例（0 至 1）", en: "Share of the group that is not above it, 0 to 1"}
  median_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "组内中位数（元）", en: "Median of the group, in yuan"}
  peer_reason: {type: VARCHAR, references: core.dim_comparability.comparability_code, zh: "名次、分位数、中位数为空的原因", en: "Why rank, percentile and median are null"}
--- */
WITH member AS (
  SELECT series.*, organisation.division_code, division.level AS division_level, kind_code
  FROM (FROM by_scope.series WHERE is_own_disclosure) AS series
  JOIN core.dim_organisation AS organisation USING (organisation_id)
  JOIN core.dim_division AS division USING (division_code)
  LEFT JOIN core.organisation_kind USING (organisation_id)
),
grouped AS (
  SELECT 'same_division' AS peer_group, division_code AS group_key, * FROM member
  UNION ALL
  SELECT 'same_level_and_kind', division_level || ' ' || kind_code, * FROM member
),
ranked AS (
  SELECT *,
    CASE WHEN group_key IS NOT NULL THEN count(*) OVER peers END AS peers,
    rank() OVER (peers ORDER BY amount_yuan DESC) AS place,
    count(*) OVER (peers ORDER BY amount_yuan RANGE UNBOUNDED PRECEDING) AS not_above,
    median(amount_yuan) OVER peers AS middle_yuan
  FROM grouped
  WINDOW peers AS (PARTITION BY peer_group, group_key, fiscal_year, phase, scope, concept)
)
SELECT peer_group, organisation_id, organisation_name_zh, fiscal_year, phase, scope, concept,
  division_code, division_level, kind_code, amount_yuan,
  CASE WHEN peers >= 3 THEN place END AS rank,
  peers,
  CASE WHEN peers >= 3 THEN core.quotient(not_above, peers, 6) END AS percentile,
  CASE WHEN peers >= 3 THEN middle_yuan END AS median_yuan,
  CASE WHEN group_key IS NULL THEN 'no_kind'
       WHEN peers < 3 THEN 'fewer_than_three_peers' END AS peer_reason
FROM ranked
