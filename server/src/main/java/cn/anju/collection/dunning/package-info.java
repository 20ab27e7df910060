/** 催缴方案、步骤、函件。 */
@NullMarked
package cn.anju.collection.dunning;

import org.jspecify.annotations.NullMarked;
