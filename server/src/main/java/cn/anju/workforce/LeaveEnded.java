package cn.anju.workforce;

/** 一张批了的请假单提早销了假，或取消了。 */
public record LeaveEnded(long community, long leave) {}
