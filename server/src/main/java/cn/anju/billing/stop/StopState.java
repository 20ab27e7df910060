package cn.anju.billing.stop;

/** 停收走到哪里。 */
enum StopState { WAITING, APPROVED, REJECTED }
