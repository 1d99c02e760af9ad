/* ---
name: internal.bare_name
kind: macro
title_zh: "比对用的名称"
title_en: "A name to compare by"
description_zh: "去掉空白、标点和括号后的名称；同一项目在列表和正文中标点不尽相同。"
description_en: "The name without white space, punctuation and brackets; a list and a text punctuate one name differently."
--- */
(name) AS
  regexp_replace(name, '[\s　()（）\[\]【】\-－—–·、，,。“”"《》：:；;]', '', 'g')
