package cn.anju.workforce;

/** 一张请假单批了；同一事务里说，听的人办不成就批不成。 */
public record LeaveApproved(long community, long leave) {}
