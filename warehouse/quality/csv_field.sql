/* ---
name: quality.csv_field
kind: macro
title_zh: "CSV 字段"
title_en: "A field of a CSV line"
description_zh: "空值为空字段；含逗号或引号的加引号。"
description_en: "Null is an empty field; one with a comma or a quote is quoted."
--- */
(field) AS
  CASE WHEN regexp_matches(field, '[,"]') THEN '"' || replace(field, '"', '""') || '"'
       ELSE coalesce(field, '') END
