package cn.anju.engagement;

import cn.anju.attachment.AttachmentOwner;
import cn.anju.kernel.CurrentUser;
import org.springframework.stereotype.Component;

/** 通告贴出去的照片：看得到通告的都看得到。 */
@Component
class AnnouncementFiles implements AttachmentOwner {

    @Override
    public String subjectType() {
        return "announcement";
    }

    @Override
    public boolean maySee(CurrentUser user, long community, long id) {
        return user.may(community, "engagement.read");
    }
}
