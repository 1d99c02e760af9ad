/* ---
name: internal.is_other_nature
kind: macro
title_zh: "是否基本支出、项目支出之外的支出"
title_en: "Whether a nature is neither basic nor project expenditure"
description_zh: "经营支出、上缴上级支出、对附属单位补助支出、转移性支出、其他支出，与基本支出、项目支出并列，合为支出合计。"
description_en: "Operating expenditure, remittances, subsidies, transfers and other expenditure stand beside basic and project expenditure; together they make the total."
--- */
(nature) AS
  nature IN ('operating', 'remittance_to_superior', 'subsidy_to_affiliates', 'transfer_payment', 'other')
