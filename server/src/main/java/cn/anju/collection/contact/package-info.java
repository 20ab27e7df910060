/** 联系记录、拒缴、承诺、待办。 */
@NullMarked
package cn.anju.collection.contact;

import org.jspecify.annotations.NullMarked;
