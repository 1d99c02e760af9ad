/* ---
name: meta.build
kind: table
title_zh: "本次构建"
title_en: "This build"
description_zh: "本次构建的事实，只有一行。发布编号和发布时间见同目录的 datapackage.json。"
description_en: "Facts about this build, one row. The id and the time of the release are in the datapackage.json beside the file."
grain: [input_sha256]
columns:
  input_sha256: {type: VARCHAR, zh: "全部输入（中间数据、代码表、SQL 文件）的 sha256", en: "sha256 over all inputs: stage frames, code files, SQL files"}
  duckdb_version: {type: VARCHAR, zh: "生成文件所用的 DuckDB 版本", en: "DuckDB version that wrote the file"}
  division_revision: {type: VARCHAR, zh: "行政区划代码（GB/T 2260）版次", en: "Revision of the division codes (GB/T 2260)"}
  latest_retrieved_at: {type: TIMESTAMP, zh: "最近取得文件的时间（UTC）", en: "When the newest document was retrieved (UTC)"}
  document_count: {type: INTEGER, unit: count, zh: "文件数", en: "Number of documents"}
  loaded_document_count: {type: INTEGER, unit: count, zh: "已入库文件数", en: "Number of documents loaded"}
  statement_count: {type: INTEGER, unit: count, zh: "数据条数", en: "Number of statements"}
--- */
SELECT
  input_sha256,
  duckdb_version,
  (SELECT max(revision) FROM source_division) AS division_revision,
  (SELECT max(retrieved_at) FROM meta.document) AS latest_retrieved_at,
  (SELECT count(*) FROM meta.document) AS document_count,
  (SELECT count(*) FROM meta.document WHERE status = 'loaded') AS loaded_document_count,
  (SELECT count(*) FROM core.fct_amount) AS statement_count
FROM build_fact
