package cn.anju;

import java.util.List;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.modulith.core.ApplicationModuleIdentifier;
import org.springframework.modulith.core.ApplicationModuleIdentifiers;
import org.springframework.modulith.runtime.flyway.HasMigrationFiles;
import org.springframework.modulith.runtime.flyway.SpringModulithFlywayMigrationStrategy;

/**
 * 模块的次序：后面的可以用前面的，库表也照此升级。
 *
 * <p>Modulith would work the order out by reading all classes at start, and would see only what code uses, not what
 * foreign keys point to.
 */
@Configuration(proxyBeanMethods = false)
class Modules {

    static final List<String> ORDER = List.of("kernel", "setting", "access", "attachment", "job", "notification", "approval", "search", "estate",
        "resident", "ledger", "metering", "billing", "cashier", "collection", "reporting", "operation", "demo");

    @Bean
    FlywayMigrationStrategy migrateInOrder() {
        return new SpringModulithFlywayMigrationStrategy(
            ApplicationModuleIdentifiers.of(ORDER.stream().map(ApplicationModuleIdentifier::of).toList()),
            new HasMigrationFiles(new PathMatchingResourcePatternResolver()));
    }
}
