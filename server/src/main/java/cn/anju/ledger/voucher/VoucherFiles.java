package cn.anju.ledger.voucher;

import cn.anju.attachment.AttachmentOwner;
import cn.anju.kernel.CurrentUser;
import org.springframework.stereotype.Component;

/** 凭证的附件，看得到账的人才看。 */
@Component
class VoucherFiles implements AttachmentOwner {

    @Override
    public String subjectType() {
        return "voucher";
    }

    @Override
    public boolean maySee(CurrentUser user, long community, long id) {
        return user.may(community, "ledger.read");
    }
}
