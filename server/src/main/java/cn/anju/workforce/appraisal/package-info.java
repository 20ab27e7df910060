/** 考核、奖惩、试用期考核。 */
@NullMarked
package cn.anju.workforce.appraisal;

import org.jspecify.annotations.NullMarked;
