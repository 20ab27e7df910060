/** 来电与值班：电话系统报来的每一通，谁在岗，响了多久才接。 */
@NullMarked
package cn.anju.servicedesk.call;

import org.jspecify.annotations.NullMarked;
