package cn.anju.resident;

/** 自然人还是单位。 */
enum PersonKind { PERSON, COMPANY }
