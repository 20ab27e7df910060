package cn.anju.approval;

/** 审批到了哪里；只有等着的能往下走。 */
enum ApprovalState { WAITING, APPROVED, REJECTED, WITHDRAWN }
