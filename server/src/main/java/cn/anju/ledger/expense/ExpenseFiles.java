package cn.anju.ledger.expense;

import cn.anju.attachment.AttachmentOwner;
import cn.anju.kernel.CurrentUser;
import org.springframework.stereotype.Component;

/** 报销的单据，看得到账的和能报销的人才看。 */
@Component
class ExpenseFiles implements AttachmentOwner {

    @Override
    public String subjectType() {
        return "expense";
    }

    @Override
    public boolean maySee(CurrentUser user, long community, long id) {
        return user.may(community, "ledger.read") || user.may(community, "ledger.expense");
    }
}
