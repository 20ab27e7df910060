package cn.anju.planning;

import cn.anju.attachment.AttachmentOwner;
import cn.anju.kernel.CurrentUser;
import org.springframework.stereotype.Component;

/** 文件的扫描件和附件：看得见那份文件的人才看得见。 */
@Component
class DocumentFiles implements AttachmentOwner {

    private final DocumentList documents;

    DocumentFiles(DocumentList documents) {
        this.documents = documents;
    }

    @Override
    public String subjectType() {
        return "document";
    }

    @Override
    public boolean maySee(CurrentUser user, long community, long id) {
        return user.may(community, "planning.work") && documents.isVisible(community, id);
    }
}
