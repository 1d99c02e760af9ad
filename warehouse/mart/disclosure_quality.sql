/* ---
name: mart.disclosure_quality
kind: table
title_zh: "公开质量"
title_en: "Quality of disclosures"
description_zh: "每份现行版本文件一行：缺表数、问题数和根源数、每百条数据的矛盾数、未归类数字的比例、公布日期已知的公布时效。"
description_en: "One row per current document: missing forms, findings and their roots, contradictions per hundred statements, share of numbers not accounted for, and how soon it was published where the date is known."
grain: [document_id]
columns:
  document_id: {type: VARCHAR, references: meta.document.document_id, described_as: document_key}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  statements: {type: INTEGER, unit: count, zh: "有金额的数据条数", en: "Statements with an amount"}
  missing_forms: {type: INTEGER, unit: count, zh: "缺少的表格数", en: "Forms that are missing"}
  findings: {type: INTEGER, unit: count, zh: "问题数", en: "Findings"}
  roots: {type: INTEGER, unit: count, zh: "问题的根源数", en: "Roots of the findings"}
  repeated_causes: {type: INTEGER, unit: count, zh: "重复出现两次以上的原因种数", en: "Causes that occur more than once"}
  contradicted_per_hundred: {type: "DECIMAL(9, 3)", zh: "每百条数据中矛盾的条数", en: "Contradicted statements per hundred"}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "文件全部数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in all statements of the document that is reconciled, 0 to 1"}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "文件全部数据中一致的金额比重（0 至 1）", en: "Share of the money in all statements of the document that is consistent, 0 to 1"}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "文件全部数据中无可比对的金额比重（0 至 1）", en: "Share of the money in all statements of the document that is single, 0 to 1"}
  unproved_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "文件全部数据中读法未经证实的金额比重（0 至 1）", en: "Share of the money in all statements of the document that is unproved, 0 to 1"}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "文件全部数据中矛盾的金额比重（0 至 1）", en: "Share of the money in all statements of the document that is contradicted, 0 to 1"}
  published_on: {type: DATE, zh: "公布日期；未写明为空", en: "Date of publication; null where not stated"}
  days_to_publication: {type: INTEGER, unit: d, zh: "公布时效（天）：预算自年度首日起，决算自年度末日起；年度开始前公布的预算为负；公布日期不明为空。法定期限自财政批复之日起 20 日内，批复日期不见于公开文件，故不作判断", en: "Days until publication, of a budget from the first day of its year (negative before it), of final accounts from the last day; null without a date. The legal term runs from an approval that documents do not print, so none is judged"}
  unclaimed_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "未归类数字的比例", en: "Share of printed numbers not accounted for"}
--- */
WITH stated AS (
  SELECT document_id, count(*) AS statements,
    count(*) FILTER (trust = 'contradicted') AS contradicted,
    internal.trust_shares(amount_yuan, trust) AS shares
  FROM core.fct_amount
  WHERE amount_yuan IS NOT NULL AND stated_in <> 'implied' GROUP BY document_id
),
found AS (
  SELECT document_id, count(*) AS findings, count(DISTINCT root_finding_id) AS roots,
    count(*) FILTER (rule_id = 'form_missing') AS missing_forms
  FROM quality.finding WHERE document_id IS NOT NULL GROUP BY document_id
),
repeated AS (
  SELECT document_id, count(*) AS repeated_causes
  FROM (SELECT document_id, cause FROM quality.finding WHERE cause IS NOT NULL
        GROUP BY ALL HAVING count(DISTINCT root_finding_id) > 1)
  GROUP BY document_id
),
census AS (
  SELECT document_id, count(*) FILTER (class = 'unclaimed') / count(*) AS unclaimed_share
  FROM quality.number_census GROUP BY document_id
)
SELECT document.document_id, document.organisation_id, organisation.name_zh AS organisation_name_zh,
  document.fiscal_year, document.phase, document.scope,
  coalesce(statements, 0) AS statements, coalesce(missing_forms, 0) AS missing_forms,
  coalesce(findings, 0) AS findings, coalesce(roots, 0) AS roots,
  coalesce(repeated_causes, 0) AS repeated_causes,
  round(100 * contradicted / nullif(statements, 0), 3) AS contradicted_per_hundred,
  shares.reconciled AS reconciled_share,
  shares.consistent AS consistent_share,
  shares.single AS single_share,
  shares.unproved AS unproved_share,
  shares.contradicted AS contradicted_share,
  document.published_on,
  document.published_on - CASE document.phase WHEN 'final' THEN make_date(document.fiscal_year, 12, 31)
                          ELSE make_date(document.fiscal_year, 1, 1) END AS days_to_publication,
  round(unclaimed_share, 6) AS unclaimed_share
FROM meta.document AS document
LEFT JOIN stated USING (document_id) LEFT JOIN found USING (document_id)
LEFT JOIN repeated USING (document_id) LEFT JOIN census USING (document_id)
LEFT JOIN core.dim_organisation AS organisation ON organisation.organisation_id = document.organisation_id
WHERE document.is_current
