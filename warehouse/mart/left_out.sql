/* ---
name: mart.left_out
kind: table
title_zh: "未计入的内容"
title_en: "What is left out"
description_zh: "各表未包含的文件、表格和金额，每处一行，附原因和可采取的处理。"
description_en: "The documents, forms and amounts that the marts do not serve, one row each, with the reason and what may be done about it."
grain: [kind, document_id, item]
columns:
  kind: {type: VARCHAR, zh: "document_set_aside 隔离的文件、ambiguous_vintage 先后无法判断的文件、form_set_aside 隔离的表格、parts_differ 各项之和不合所印合计、other_scope 另一口径", en: "document_set_aside, ambiguous_vintage, form_set_aside, parts_differ (the parts of a total do not make it, so they are not all there) or other_scope (in by_scope)"}
  document_id: {type: VARCHAR, references: meta.document.document_id, described_as: document_key}
  item: {type: VARCHAR, zh: "文件内的哪一处：表格记录编号、概念或另一文件", en: "Which part: the row of the worklist, the concept or the other document"}
  file_name: {type: VARCHAR}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位；未能确定为空", en: "Organisation; null where it is not known"}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR, zh: "阶段", en: "Phase"}
  scope: {type: VARCHAR, zh: "口径", en: "Scope"}
  page: {type: INTEGER, zh: "PDF 页码，从 1 起；整份文件为空", en: "PDF page, from 1; null for a whole document"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "未计入的金额（元）；未知为空", en: "Amount left out, in yuan; null where it is not known"}
  reason: {type: VARCHAR, zh: "原因", en: "The reason"}
  what_to_do_zh: {type: VARCHAR, zh: "可采取的处理（中文）", en: "What may be done, in Chinese"}
  what_to_do_en: {type: VARCHAR, zh: "可采取的处理（英文）", en: "What may be done, in English"}
--- */
WITH left_out AS (
  SELECT 'document_set_aside' AS kind, document_id, document_id AS item, NULL AS page,
    NULL AS amount_yuan, set_aside_reason AS reason,
    '用 gongkai status 查看原因；文件未写明的可在附属文件（文件名.yaml）中写明。' AS what_to_do_zh,
    'See gongkai status; what the file does not print may be stated in its sidecar (file name.yaml).'
      AS what_to_do_en
  FROM meta.document WHERE status = 'quarantined'
  UNION ALL
  SELECT 'ambiguous_vintage', document_id, other_document_id, NULL, NULL,
    reason || ': ' || differing_amounts || ' amounts differ', message_zh, message_en
  FROM quality.ambiguous_vintage
  UNION ALL
  SELECT 'form_set_aside', document_id, worklist_id, page, NULL, reason,
    '用 gongkai layout try 查看该表如何识读。', 'See with gongkai layout try how the form is read.'
  FROM quality.reading_worklist
  UNION ALL
  SELECT 'parts_differ', document_id, concept || ' ' || fiscal_year || ' ' || phase || ' ' || scope,
    NULL, printed_yuan - parts_yuan, 'the parts in the form do not make its printed total',
    '合计取所印数；各项之和不完整，勿用作合计。',
    'The printed total is served; do not take the sum of the parts for it.'
  FROM internal.total_amount WHERE basis = 'printed_parts_differ'
  UNION ALL
  SELECT 'other_scope', document_id, document.scope, NULL, NULL,
    'the ' || served.scope || ' is served by default',
    '另一口径见 by_scope 各表，或以 only_scope 指定。',
    'The tables of by_scope hold it, and macros give it with only_scope.'
  FROM meta.document AS document
  JOIN internal.default_scope AS served USING (organisation_id, fiscal_year, phase)
  WHERE document.is_current AND document.scope <> served.scope
)
SELECT kind, document_id, item, file_name, organisation_id,
  organisation.name_zh AS organisation_name_zh, fiscal_year, phase, scope, page, amount_yuan, reason,
  what_to_do_zh, what_to_do_en
FROM left_out JOIN meta.document AS document USING (document_id)
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
