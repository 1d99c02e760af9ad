/* 2025年预算哪个部门支出最多，能否直接比较？
   Which department spends most in the budgets of 2025, and what hampers comparing them? */
SELECT organisation_name_zh, kind_code, amount_yuan, peers, peer_reason, flags
FROM mart.compare('expenditure', 2025, 'budget');
