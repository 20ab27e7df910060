package cn.anju.engagement;

import cn.anju.attachment.AttachmentOwner;
import cn.anju.kernel.CurrentUser;
import org.springframework.stereotype.Component;

/** 活动的照片和签到表：看得到活动的都看得到。 */
@Component
class GatheringFiles implements AttachmentOwner {

    @Override
    public String subjectType() {
        return "gathering";
    }

    @Override
    public boolean maySee(CurrentUser user, long community, long id) {
        return user.may(community, "engagement.read");
    }
}
