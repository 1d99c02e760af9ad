/* ---
name: mart.series
kind: table_macro
title_zh: "某单位某概念的时间序列"
title_en: "The series of one organisation and concept"
description_zh: "单位可写编号、名称或别名；概念同 mart.series 的 concept 列。返回该表的各列，即每一点连同换算和可比性标记，按口径、阶段、年度排列。默认取各年度的默认口径，only_scope 可指定 department 或 unit。名称也可写唯一能辨认的一部分。例：FROM mart.series('普陀区司法局', 'expenditure')"
description_en: "organisation is an id, a name or an alias; concept is one of the column concept of mart.series. Gives the columns of that table, so every point comes with its bases and flags, ordered by scope, phase and year. Rows are those of the scope served by default, or of only_scope (department or unit). A part of a name will do where it names one organisation only. Example: FROM mart.series('普陀区司法局', 'expenditure')"
--- */
(organisation, concept, only_scope := NULL) AS TABLE
SELECT series.*
FROM by_scope.series AS series
WHERE series.concept = concept
  AND (series.organisation_id = organisation
       OR series.organisation_id IN (
         SELECT name.organisation_id FROM core.organisation_name AS name
         WHERE name.name_key = core.organisation_key(organisation))
       -- a part of the name, where it is a part of one organisation's names only
       OR series.organisation_id = (
         SELECT min(name.organisation_id) FROM core.organisation_name AS name
         WHERE contains(name.name_key, core.organisation_key(organisation))
         HAVING count(DISTINCT name.organisation_id) = 1))
  AND (series.scope = only_scope
       OR only_scope IS NULL AND (series.organisation_id, series.fiscal_year, series.phase, series.scope)
          IN (SELECT (served.organisation_id, served.fiscal_year, served.phase, served.scope)
              FROM internal.default_scope AS served))
ORDER BY series.scope, series.phase, series.fiscal_year
