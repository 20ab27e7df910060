package cn.anju.workforce.training;

import cn.anju.attachment.AttachmentOwner;
import cn.anju.kernel.CurrentUser;
import org.springframework.stereotype.Component;

/** 培训的材料：同事都能看。 */
@Component
class TrainingFiles implements AttachmentOwner {

    @Override
    public String subjectType() {
        return "training";
    }

    @Override
    public boolean maySee(CurrentUser user, long community, long id) {
        return user.may(community, "workforce.attend");
    }
}
