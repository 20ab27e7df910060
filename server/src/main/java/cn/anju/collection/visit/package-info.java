/** 每月走访。 */
@NullMarked
package cn.anju.collection.visit;

import org.jspecify.annotations.NullMarked;
