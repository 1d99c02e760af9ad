/* ---
name: internal.trust_shares
kind: macro
title_zh: "可信程度的金额比重"
title_en: "Shares of money by trust"
description_zh: "聚合宏：已勾稽、一致、无可比对、读法未证实、矛盾各占金额（绝对值）的比重，六位小数，合计恰为 1；没有金额时为空。按累计数取整，没有金额的类别恰为 0。"
description_en: "Aggregate: the shares of the money (absolute amounts) that is reconciled, consistent, single, unproved and contradicted, to six decimals. They add up to exactly 1, since it is the running sums that are rounded, and a class without money is exactly 0; null where there is no money."
--- */
(amount_yuan, trust) AS
  CASE WHEN sum(abs(amount_yuan)) > 0 THEN {
    'reconciled':
      core.quotient(coalesce(sum(abs(amount_yuan)) FILTER (trust IN ('reconciled')), 0),
                    sum(abs(amount_yuan)), 6),
    'consistent':
      core.quotient(coalesce(sum(abs(amount_yuan)) FILTER (trust IN ('reconciled', 'consistent')), 0),
                    sum(abs(amount_yuan)), 6)
      - core.quotient(coalesce(sum(abs(amount_yuan)) FILTER (trust IN ('reconciled')), 0),
                    sum(abs(amount_yuan)), 6),
    'single':
      core.quotient(coalesce(sum(abs(amount_yuan)) FILTER (trust IN ('reconciled', 'consistent', 'single')), 0),
                    sum(abs(amount_yuan)), 6)
      - core.quotient(coalesce(sum(abs(amount_yuan)) FILTER (trust IN ('reconciled', 'consistent')), 0),
                    sum(abs(amount_yuan)), 6),
    'unproved':
      core.quotient(coalesce(sum(abs(amount_yuan)) FILTER (trust IN ('reconciled', 'consistent', 'single', 'unproved')), 0),
                    sum(abs(amount_yuan)), 6)
      - core.quotient(coalesce(sum(abs(amount_yuan)) FILTER (trust IN ('reconciled', 'consistent', 'single')), 0),
                    sum(abs(amount_yuan)), 6),
    'contradicted':
      1 - core.quotient(coalesce(sum(abs(amount_yuan)) FILTER (trust IN ('reconciled', 'consistent', 'single', 'unproved')), 0),
                    sum(abs(amount_yuan)), 6)
  } END
