package cn.anju.servicedesk.complaint;

import cn.anju.attachment.AttachmentOwner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 卷宗里的调解书和照片：看得到服务台的人才看。 */
@Configuration(proxyBeanMethods = false)
class ComplaintPapers {

    @Bean
    AttachmentOwner complaintPaperOwner() {
        return AttachmentOwner.permitted("complaint", "servicedesk.read");
    }
}
