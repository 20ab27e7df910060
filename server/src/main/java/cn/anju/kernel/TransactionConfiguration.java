package cn.anju.kernel;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionTemplate;

/** 手写的事务也带数据范围。 */
@Configuration(proxyBeanMethods = false)
class TransactionConfiguration {

    /** Spring Boot gives none beside the one that sessions have for themselves, which knows no scope. */
    @Bean
    @Primary
    TransactionTemplate transactionTemplate(ScopedTransactionManager manager) {
        return new TransactionTemplate(manager);
    }
}
