package cn.anju.planning;

import cn.anju.attachment.AttachmentOwner;
import cn.anju.kernel.CurrentUser;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 合同与证照的扫描件：管登记的人看，管那一份的人看自己的。 */
@Component
class ContractFiles implements AttachmentOwner {

    private final JdbcClient jdbc;

    ContractFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String subjectType() {
        return "contract";
    }

    @Override
    public boolean maySee(CurrentUser user, long community, long id) {
        return user.may(community, "planning.papers") || jdbc.sql("select exists (select from planning.contract where community_id = :community and id = :id and owner_id = :me)")
            .param("community", community).param("id", id).param("me", user.id()).query(Boolean.class).single();
    }
}
