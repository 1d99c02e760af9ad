/* 以简称询问某单位的逐年变化
   Year on year of an organisation named by its short name? */
SELECT concept, fiscal_year, phase, amount_yuan, previous_yuan, change_yuan, reason_en
FROM mart.year_on_year('普陀区财政局', 'revenue');
