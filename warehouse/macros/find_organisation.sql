/* ---
name: mart.find_organisation
kind: table_macro
title_zh: "按名称查找单位"
title_en: "Organisations by a part of their name"
description_zh: "名称或别名中含有所写文字的单位，名称相同者在前，附所在区划和有数据的年度。例：FROM mart.find_organisation('司法局')"
description_en: "The organisations one of whose names has the text in it, an equal name first, with the division and the years there are. Example: FROM mart.find_organisation('司法局')"
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  division_name: {type: VARCHAR}
  is_equal: {type: BOOLEAN, zh: "名称或别名与所写相同", en: "Whether one of its names is the text"}
  names: {type: "VARCHAR[]", zh: "含有所写文字的名称", en: "Its names that have the text in them"}
  fiscal_years: {type: "INTEGER[]", zh: "有文件的年度", en: "Years there are documents of"}
--- */
(part_of_name) AS TABLE
SELECT found.organisation_id, organisation.name_zh AS organisation_name_zh, organisation.division_name,
  found.is_equal, found.names,
  (SELECT list(DISTINCT document.fiscal_year ORDER BY document.fiscal_year)
   FROM meta.document AS document
   WHERE document.organisation_id = found.organisation_id AND document.status = 'loaded') AS fiscal_years
FROM (
  SELECT name.organisation_id,
    bool_or(name.name_key = core.organisation_key(part_of_name)) AS is_equal,
    list(DISTINCT name.name_key ORDER BY name.name_key) AS names
  FROM core.organisation_name AS name
  WHERE contains(name.name_key, core.organisation_key(part_of_name))
  GROUP BY name.organisation_id
) AS found
JOIN core.dim_organisation AS organisation USING (organisation_id)
ORDER BY found.is_equal DESC, length(organisation.name_zh), found.organisation_id
