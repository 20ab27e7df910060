package cn.anju;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.modulith.core.ApplicationModuleIdentifier;
import org.springframework.modulith.core.ApplicationModuleIdentifiers;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.runtime.ApplicationModulesRuntime;
import org.springframework.modulith.runtime.ApplicationRuntime;
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
        "resident", "register", "ledger", "metering", "billing", "cashier", "collection", "servicedesk", "engagement", "workforce", "planning", "duty", "reporting", "operation", "demo");

    /** Modulith, when the build looks at the beans, wants to write the modules down as well. */
    static void describe(ConfigurableApplicationContext context) {
        ((GenericApplicationContext) context).registerBean(ApplicationModulesRuntime.class,
            () -> new ApplicationModulesRuntime(() -> ApplicationModules.of(Anju.class), ApplicationRuntime.of(context)),
            definition -> definition.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true));
    }

    /** @param upgrade false when the launcher has seen that there is nothing to upgrade, or must leave the database as it is */
    @Bean
    FlywayMigrationInitializer upgrade(Flyway flyway, FlywayMigrationStrategy inOrder, @Value("${anju.upgrade:true}") boolean upgrade) {
        return new FlywayMigrationInitializer(flyway, upgrade ? inOrder : _ -> {});
    }

    @Bean
    FlywayMigrationStrategy migrateInOrder() {
        var inOrder = new SpringModulithFlywayMigrationStrategy(
            ApplicationModuleIdentifiers.of(ORDER.stream().map(ApplicationModuleIdentifier::of).toList()),
            new HasMigrationFiles(new PathMatchingResourcePatternResolver()));
        // With prepared beans Boot hands Flyway all scripts at once, as a native image needs it; here every module has its own.
        return flyway -> inOrder.migrate(Flyway.configure().configuration(flyway.getConfiguration()).resourceProvider(null).load());
    }
}
