/** 运行维护：逐项核对、备份、恢复。 */
@ApplicationModule(allowedDependencies = {"kernel", "ledger", "launch", "collection", "reporting"})
@NullMarked
package cn.anju.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
