package cn.anju.metering;

import cn.anju.attachment.AttachmentOwner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 抄表的照片：看得到读数的人才看。 */
@Configuration(proxyBeanMethods = false)
class ReadingPhotos {

    @Bean
    AttachmentOwner readingPhotoOwner() {
        return AttachmentOwner.permitted("reading", "metering.read");
    }
}
