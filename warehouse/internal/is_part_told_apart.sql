/* ---
name: internal.is_part_told_apart
kind: macro
title_zh: "是否为另行列示的费用"
title_en: "Whether an item is a part of expenditure told apart"
description_zh: "标量宏：“三公”经费、会议费、培训费、机关运行经费等是支出中另行列示的一部分，其合计不是支出合计。"
description_en: "Scalar: three public costs, conferences, training and agency operation are parts of expenditure told apart; their total is no total of expenditure."
--- */
(item_code) AS
  coalesce(item_code IN ('three_public', 'overseas_travel', 'official_vehicle', 'vehicle_purchase',
                         'vehicle_operation', 'official_reception', 'conference', 'training',
                         'agency_operation', 'three_public_conference_training'), false)
