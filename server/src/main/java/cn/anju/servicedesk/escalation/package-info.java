/** 催办的梯子：快到期、过了期，一级一级告诉谁。 */
@NullMarked
package cn.anju.servicedesk.escalation;

import org.jspecify.annotations.NullMarked;
