/** 证据卷宗与诉讼时效。 */
@NullMarked
package cn.anju.collection.evidence;

import org.jspecify.annotations.NullMarked;
