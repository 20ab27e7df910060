/** 存疑读数：清单、放行。 */
@NullMarked
package cn.anju.metering.hold;

import org.jspecify.annotations.NullMarked;
