package cn.anju.demo;

import java.time.LocalDate;

/** 窗口以外的一桩事：该在哪天办的，哪天来办。 */
interface DemoChapter {

    /** 上午，窗口已经开了，还没有人来。 */
    default void morning(LocalDate day) {}

    /** 傍晚，窗口都交了班。 */
    default void evening(LocalDate day) {}

    /** 今天：留下几件等着人办的。 */
    default void wait(LocalDate today) {}
}
