/* 三公经费各是多少？
   What are the three public costs? */
SELECT organisation_name_zh, fiscal_year, phase, scope, three_public_yuan, overseas_travel_yuan,
  official_reception_yuan, official_vehicle_yuan FROM mart.three_public WHERE is_own_disclosure ORDER BY ALL;
