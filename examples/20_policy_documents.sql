/* 文件引用了哪些文号？
   Which policy documents are cited? */
SELECT term, count(*) AS citations FROM core.fct_passage
WHERE kind = 'policy_document' GROUP BY term ORDER BY citations DESC, term;
