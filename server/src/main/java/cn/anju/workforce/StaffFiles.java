package cn.anju.workforce;

import cn.anju.attachment.AttachmentOwner;
import cn.anju.kernel.CurrentUser;
import org.springframework.stereotype.Component;

/** 证件的照片和扫描件：管人事的人看，本人看自己的。 */
@Component
class StaffFiles implements AttachmentOwner {

    @Override
    public String subjectType() {
        return "staff";
    }

    @Override
    public boolean maySee(CurrentUser user, long community, long id) {
        return user.may(community, "workforce.personnel") || user.id() == id;
    }
}
