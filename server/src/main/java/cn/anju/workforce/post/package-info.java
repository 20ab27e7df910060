/** 岗位说明、班前会与讲评、员工谈话。 */
@NullMarked
package cn.anju.workforce.post;

import org.jspecify.annotations.NullMarked;
