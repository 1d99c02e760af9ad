/* ---
name: core.organisation_key
kind: macro
title_zh: "单位名称的比对形式"
title_en: "A name of an organisation as it is compared"
description_zh: "去掉空白，半角括号改为全角。"
description_en: "Without white space, half-width brackets made full-width."
--- */
(name) AS
  translate(regexp_replace(name, '\s', '', 'g'), '()', '（）')
