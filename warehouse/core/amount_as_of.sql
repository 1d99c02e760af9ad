/* ---
name: core.amount_as_of
kind: table_macro
title_zh: "某一时刻的现行金额数据"
title_en: "Statements of amounts current at a moment"
description_zh: "core.amount_as_of(时刻，UTC)：core.document_as_of 所列文件的金额数据，列同 core.fct_amount 而无 is_current。"
description_en: "core.amount_as_of(moment, UTC): the statements of the documents that core.document_as_of gives, with the columns of core.fct_amount but is_current."
--- */
(as_of_timestamp) AS TABLE
SELECT amount.* EXCLUDE (is_current)
FROM core.fct_amount AS amount
SEMI JOIN core.document_as_of(as_of_timestamp) USING (document_id)
