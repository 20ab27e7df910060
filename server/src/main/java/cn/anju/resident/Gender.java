package cn.anju.resident;

/** 性别。 */
enum Gender { MALE, FEMALE }
