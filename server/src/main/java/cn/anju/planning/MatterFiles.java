package cn.anju.planning;

import cn.anju.attachment.AttachmentOwner;
import cn.anju.kernel.CurrentUser;
import org.springframework.stereotype.Component;

/** 建议、上报与重大事项的附件：看得到那件事的人看。 */
@Component
class MatterFiles implements AttachmentOwner {

    private final MatterList list;

    MatterFiles(MatterList list) {
        this.list = list;
    }

    @Override
    public String subjectType() {
        return "matter";
    }

    @Override
    public boolean maySee(CurrentUser user, long community, long id) {
        return user.may(community, "planning.work") && list.maySee(community, id);
    }
}
