/* 一个功能科目历年多少？
   One functional code over the years? */
SELECT fiscal_year, phase, amount_yuan, change_yuan, basis, flags
FROM mart.series('普陀区万里街道办事处', 'function:2080505');
