/** 欠着什么、欠了多久、先找谁。 */
@NullMarked
package cn.anju.collection.debt;

import org.jspecify.annotations.NullMarked;
