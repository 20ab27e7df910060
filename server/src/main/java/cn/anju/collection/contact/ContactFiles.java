package cn.anju.collection.contact;

import cn.anju.attachment.AttachmentOwner;
import cn.anju.kernel.CurrentUser;
import org.springframework.stereotype.Component;

/** 催缴联系的凭据，看得到催缴的人才看。 */
@Component
class ContactFiles implements AttachmentOwner {

    @Override
    public String subjectType() {
        return "contact";
    }

    @Override
    public boolean maySee(CurrentUser user, long community, long id) {
        return user.may(community, "collection.read");
    }
}
