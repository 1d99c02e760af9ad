/* 万里街道“三公”经费逐年变化多少，能否直接比较？
   How did the three public costs of Wanli Subdistrict change, and may the years be compared? */
SELECT fiscal_year, amount_yuan, change_yuan, change_rate, real_change_rate, reason_zh, flags
FROM mart.year_on_year('上海市普陀区人民政府万里街道办事处', 'three_public');
