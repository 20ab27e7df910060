package cn.anju.cashier;

import cn.anju.attachment.AttachmentOwner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 押金的凭据、解款的银行回单：看得到收银的人才看。 */
@Configuration(proxyBeanMethods = false)
class CashierFiles {

    @Bean
    AttachmentOwner depositFileOwner() {
        return AttachmentOwner.permitted("deposit", "cashier.read");
    }

    @Bean
    AttachmentOwner remittanceFileOwner() {
        return AttachmentOwner.permitted("remittance", "cashier.read");
    }
}
