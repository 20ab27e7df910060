package cn.anju.collection.dunning;

import cn.anju.attachment.AttachmentOwner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 催缴函的送达凭据：看得到催缴的人才看。 */
@Configuration(proxyBeanMethods = false)
class LetterFiles {

    @Bean
    AttachmentOwner letterFileOwner() {
        return AttachmentOwner.permitted("letter", "collection.read");
    }
}
