/* ---
name: mart.series
kind: table_macro
title_zh: "某单位某概念的时间序列"
title_en: "The series of one organisation and concept"
description_zh: "单位可写编号、名称或别名；概念同 mart.series 的 concept 列。返回该表的各列，即每一点连同换算和可比性标记，按口径、阶段、年度排列。例：FROM mart.series('普陀区司法局', 'expenditure')"
description_en: "organisation is an id, a name or an alias; concept is one of the column concept of mart.series. Gives the columns of that table, so every point comes with its bases and flags, ordered by scope, phase and year. Example: FROM mart.series('普陀区司法局', 'expenditure')"
--- */
(organisation, concept) AS TABLE
SELECT series.*
FROM mart.series AS series
WHERE series.concept = concept
  AND (series.organisation_id = organisation
       OR series.organisation_id IN (
         SELECT name.organisation_id FROM core.organisation_name AS name
         WHERE name.name_key = core.organisation_key(organisation)))
ORDER BY series.scope, series.phase, series.fiscal_year
