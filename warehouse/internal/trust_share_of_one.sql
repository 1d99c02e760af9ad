/* ---
name: internal.trust_share_of_one
kind: macro
title_zh: "一条数据的可信程度比重"
title_en: "Shares of money by trust of one statement"
description_zh: "与 internal.trust_shares 同一结构：该条数据所属的类别为 1，其余为 0；没有金额时为空。"
description_en: "The shape of internal.trust_shares for one statement: 1 for its class and 0 for the others; null where there is no money."
--- */
(amount_yuan, trust) AS
  CASE WHEN abs(amount_yuan) > 0 THEN {
    'reconciled': CAST(trust = 'reconciled' AS DECIMAL(9, 6)),
    'consistent': CAST(trust = 'consistent' AS DECIMAL(9, 6)),
    'single': CAST(trust = 'single' AS DECIMAL(9, 6)),
    'unproved': CAST(trust = 'unproved' AS DECIMAL(9, 6)),
    'contradicted': CAST(trust = 'contradicted' AS DECIMAL(9, 6))
  } END
