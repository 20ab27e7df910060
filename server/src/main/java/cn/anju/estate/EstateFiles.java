package cn.anju.estate;

import cn.anju.attachment.AttachmentOwner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 房屋和小区的资料：看得到房屋的人才看。 */
@Configuration(proxyBeanMethods = false)
class EstateFiles {

    @Bean
    AttachmentOwner roomFileOwner() {
        return AttachmentOwner.permitted("room", "estate.read");
    }

    @Bean
    AttachmentOwner communityFileOwner() {
        return AttachmentOwner.permitted("community", "estate.read");
    }
}
