/* ---
name: core.code_name_key
kind: macro
title_zh: "科目名称的比对形式"
title_en: "A name of a code as it is compared"
description_zh: "去掉空白、行首的“其中：”、序号和代码，半角括号与标点改为全角。"
description_en: "Without white space and a leading 其中：, ordinal or code; half-width brackets and punctuation made full-width."
--- */
(name) AS
  regexp_replace(
    regexp_replace(
      translate(regexp_replace(name, '\s', '', 'g'), '(),:;', '（），：；'),
      '^(其中：)?(（[一二三四五六七八九十百]+）、?|[一二三四五六七八九十百]+[、.]|[0-9]{1,2}[、.])?(其中：)?', ''),
    '^\[?[0-9]{3,7}\]?[-—：]?', '')
