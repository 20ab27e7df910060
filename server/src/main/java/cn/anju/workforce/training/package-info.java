/** 培训与考试：计划、场次、题库、成绩。 */
@NullMarked
package cn.anju.workforce.training;

import org.jspecify.annotations.NullMarked;
